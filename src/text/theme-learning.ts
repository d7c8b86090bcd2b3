import type { Span } from './sentiment-labels.js';
import { scoreOf, type LinearModel, type SparseVector } from './linear-model.js';
import { probabilityOf, type Calibration } from './platt.js';
import type { ThemeFeature } from './theme-features.js';
import type { Token } from './words.js';

/** How well a theme's tags agree with people's: 0 to 1, NaN where nothing is to divide by. */
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
  /** Whether it suggests: only where that was a gain. */
  isUsed: boolean;
  model: LinearModel;
  calibration: Calibration;
  /** From this score on a comment is suggested for the theme; below the other a rule's tag is doubted. */
  suggestFrom: number;
  doubtBelow: number;
}

export interface ThemeLearning {
  /** Names of the features by place, and how much each counts: the rarer, the more. */
  features: readonly string[];
  rarity: Float64Array;
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

/** The features of a comment that are known, weighed by their rarity and brought to length 1. */
export function vectorOf(
  features: readonly Pick<ThemeFeature, 'name'>[],
  places: PlaceOf,
  rarity: Float64Array,
): SparseVector {
  const known = features.flatMap(({ name }) => places.get(name) ?? []);
  const values = Float64Array.from(known, (place) => rarity[place] ?? 0);
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
  return { places: Int32Array.from(known), values: values.map((value) => value / length) };
}

/** Words that weigh at least this share of the weightiest are evidence. */
const weightyShare = 0.5;

/** The tokens that speak most for a class, as spans; those next to each other as one. */
function evidenceFor(
  features: readonly ThemeFeature[],
  tokens: readonly Token[],
  places: PlaceOf,
  { model, rarity }: { model: LinearModel; rarity: Float64Array },
): Span[] {
  const votes = new Float64Array(tokens.length);
  for (const { name, first, last } of features) {
    const place = places.get(name);
    if (first < 0 || place === undefined) continue;
    const vote = ((model.weights[place] ?? 0) * (rarity[place] ?? 0)) / (last - first + 1);
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

/** Reads a comment with what was learned. */
export function applyLearning(
  learning: ThemeLearning,
  places: PlaceOf,
  comment: {
    features: readonly ThemeFeature[];
    tokens: readonly Token[];
    ruleKeys: readonly string[];
  },
): LearnedFindings {
  const { rarity } = learning;
  const { features, tokens, ruleKeys } = comment;
  const vector = vectorOf(features, places, rarity);
  const found: LearnedFindings = { suggested: [], doubted: [] };
  for (const { key, isUsed, model, calibration, suggestFrom, doubtBelow } of learning.themes) {
    if (!isUsed) continue;
    const score = scoreOf(model, vector);
    const byRule = ruleKeys.includes(key);
    if (byRule ? score >= doubtBelow : score < suggestFrom) continue;
    const confidence = probabilityOf(calibration, score);
    if (byRule) found.doubted.push({ key, confidence, evidence: [] });
    else {
      const evidence = evidenceFor(features, tokens, places, { model, rarity });
      found.suggested.push({ key, confidence, evidence });
    }
  }
  return found;
}
