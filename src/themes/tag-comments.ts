import type { ThemeFinding } from '../text/match-themes.js';
import { createLearned } from '../text/read-learned.js';
import type { LearnedFindings } from '../text/theme-learning.js';
import { readText } from '../text/read-text.js';
import { readSentiment } from '../text/read-sentiment.js';
import type { SentimentLabel, Span } from '../text/sentiment-labels.js';
import type { FrameContent } from './code-frame.js';
import { compileFrame, shippedFrame } from './compile-frame.js';
import { learnedFor, shippedLearning, type Learning } from './learning.js';
import { loadSentimentModel } from './load-tagger.js';
import { findRisks, type Risk } from './risk-finder.js';
import { createMatcher } from './theme-matcher.js';

export interface Theme {
  /** Stable, lower case with hyphens: 'being-listened-to'. */
  key: string;
  name: string;
  definition: string;
}

export interface CodeFrame {
  name: string;
  version: string;
  themes: Theme[];
}

export interface CommentTags {
  sentiment: {
    label: SentimentLabel;
    probability: number;
    evidence: Span[];
    /** How bad the worst clause is: 0 nothing bad to 3 severe. */
    criticality: number;
  };
  /**
   * Each with the words that caused it. `confidence` is how likely a learned model holds it to be for those
   * that it adds; null for those of rules.
   */
  themes: { key: string; evidence: Span[]; source: 'rule' | 'model'; confidence: number | null }[];
  /** What says that someone may be at risk, the worst kind first. */
  risks: Risk[];
}

export interface Tagger {
  frame: CodeFrame;
  /** Reads a comment with the question that it answers, '' where that is not known. */
  tag(text: string, question: string): CommentTags;
}

/** What a tagger is made of beside the sentiment model: it is handed from thread to thread. */
export interface TaggerParts {
  frame: FrameContent;
  /** What was learned from coded comments, where it is to be used. */
  learning?: Learning | undefined;
}

/** A tagger of a code frame, by default of the one that comes with the program and what was learned for that. */
export function createTagger(
  { frame: content, learning }: TaggerParts = {
    frame: shippedFrame(),
    learning: shippedLearning(),
  },
): Tagger {
  const frame = compileFrame(content);
  const { name, version, themes } = frame;
  const model = loadSentimentModel();
  const matchFrame = createMatcher(frame);
  const learned = learning && createLearned(learnedFor(content, learning));
  return {
    frame: { name, version, themes },
    tag(text, question) {
      const read = readText(text);
      const sentiment = readSentiment(read, question, model);
      const byRules = matchFrame(read, question);
      const ruleKeys = byRules.map(({ key }) => key);
      const context = { question, sentiment: sentiment.label, ruleKeys };
      // Of "idk" or a full stop a model knows the question alone, and would guess.
      const saysNothing = sentiment.label === 'undetected';
      return {
        sentiment,
        themes: withLearned(byRules, saysNothing ? undefined : learned?.(read, context)),
        risks: findRisks(read, question),
      };
    },
  };
}

/** The themes of rules but those that a learned model doubts, with what it adds. */
function withLearned(
  byRules: readonly ThemeFinding[],
  learned: LearnedFindings | undefined,
): CommentTags['themes'] {
  const themes: CommentTags['themes'] = [];
  for (const { key, evidence } of byRules) {
    if (learned?.doubted.includes(key)) continue;
    themes.push({ key, evidence, source: 'rule', confidence: null });
  }
  for (const { key, evidence, confidence } of learned?.suggested ?? [])
    themes.push({ key, evidence, source: 'model', confidence });
  return themes;
}
