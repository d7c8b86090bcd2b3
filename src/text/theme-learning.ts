import type { Span } from './sentiment-labels.js';
import { scoreOf, type LinearModel, type SparseVector } from './linear-model.js';
import { probabilityOf, type Calibration } from './platt.js';
import type { ReadText } from './read-text.js';
import { themeFeatures, type ThemeContext, type ThemeFeature } from './theme-features.js';
import type { Token } from './words.js';

/** How well a theme's tags agree with people's: 0 to 1; 0 where there is nothing to divide by. */
export interface Fit {
  precision: number;
  recall: number;
  f1: number;
}

/** What was learned of one theme. */
export interface LearnedTheme {
  key: string;
  /** Comments that people gave it. */
  confirmed: number;
  /** By cross-validation: the rules alone, with what is suggested beside them, and without what is doubted too. */
  byRules: Fit;
  withSuggestions: Fit;
  withoutDoubted: Fit;
  /** What it is good for: only what was a gain. Where it decides, it doubts tags of rules too. */
  use: 'nothing' | 'suggests' | 'decides';
  model: LinearModel;
  calibration: Calibration;
  /** From this chance on a comment is suggested for the theme; below the other a rule's tag is doubted. */
  suggestFrom: number;
  doubtBelow: number;
}

export interface ThemeLearning {
  /** Names of the features by place. */
  features: readonly string[];
  /** Comments that it was learned from. */
  comments: number;
  themes: LearnedTheme[];
}

/** A theme that the model finds for a comment, or doubts. */
export interface LearnedFinding {
  key: string;
  /** How likely it applies, 0 to 1. */
  confidence: number;
  /** The words that weighed most. */
  evidence: Span[];
}

export interface LearnedFindings {
  suggested: LearnedFinding[];
  /** Of the themes that the rules found. */
  doubted: LearnedFinding[];
}

export type PlaceOf = ReadonlyMap<string, number>;

export const placesOf = ({ features }: Pick<ThemeLearning, 'features'>): PlaceOf =>
  new Map(features.map((name, place) => [name, place]));

/** The features of a comment that are known: the more there are, the less each counts. */
export function vectorOf(
  features: readonly Pick<ThemeFeature, 'name'>[],
  places: PlaceOf,
): SparseVector {
  const known = features.flatMap(({ name }) => places.get(name) ?? []);
  const value = 1 / Math.sqrt(Math.max(known.length, 1));
  return { places: Int32Array.from(known), values: new Float64Array(known.length).fill(value) };
}

/** Words that weigh at least this share of the weightiest are evidence. */
const weightyShare = 0.5;

/** The tokens that speak most for a class, as spans; those next to each other as one. */
function evidenceFor(
  features: readonly ThemeFeature[],
  tokens: readonly Token[],
  places: PlaceOf,
  { weights }: LinearModel,
): Span[] {
  const votes = new Float64Array(tokens.length);
  for (const { name, first, last } of features) {
    const place = places.get(name);
    if (first < 0 || place === undefined) continue;
    const vote = (weights[place] ?? 0) / (last - first + 1);
    for (let at = first; at <= last; at += 1) votes[at] = (votes[at] ?? 0) + vote;
  }
  const least = votes.reduce((most, vote) => Math.max(most, vote), 0) * weightyShare;
  const spans: Span[] = [];
  if (least <= 0) return spans;
  let previousAt = -2;
  votes.forEach((vote, at) => {
    const token = tokens[at];
    if (!token || vote < least) return;
    const previous = spans[spans.length - 1];
    if (previous && previousAt === at - 1) previous.end = token.end;
    else spans.push({ start: token.start, end: token.end });
    previousAt = at;
  });
  return spans;
}

/** Makes what was learned ready to read comments with. */
export function createLearned(
  learning: ThemeLearning,
): (read: ReadText, context: ThemeContext) => LearnedFindings {
  const places = placesOf(learning);
  return (read, context) => {
    const features = themeFeatures(read, context);
    const vector = vectorOf(features, places);
    const found: LearnedFindings = { suggested: [], doubted: [] };
    for (const { key, use, model, calibration, suggestFrom, doubtBelow } of learning.themes) {
      if (use === 'nothing') continue;
      const confidence = probabilityOf(calibration, scoreOf(model, vector));
      const byRule = context.ruleKeys.includes(key);
      if (byRule ? confidence >= doubtBelow : confidence < suggestFrom) continue;
      if (byRule) found.doubted.push({ key, confidence, evidence: [] });
      else {
        const evidence = evidenceFor(features, read.tokens, places, model);
        found.suggested.push({ key, confidence, evidence });
      }
    }
    return found;
  };
}
