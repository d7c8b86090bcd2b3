import { decodeLearning } from '../text/encode-learning.js';
import type { ThemeFinding } from '../text/match-themes.js';
import { createLearned, type LearnedFindings } from '../text/theme-learning.js';
import { readText } from '../text/read-text.js';
import { readSentiment } from '../text/read-sentiment.js';
import type { SentimentLabel, Span } from '../text/sentiment-labels.js';
import { compileFrame, loadDefaultFrame, type FrameContent } from './code-frame.js';
import { loadSentimentModel } from './load-tagger.js';
import { createRiskFinder, type Risk } from './risk-finder.js';
import { createMatcher, isKnownWord } from './theme-matcher.js';

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
   * Each with the words that caused it. `confidence` is how likely a learned model holds it to be: for
   * those that it adds, and for those of rules that it doubts; null for the rest.
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
  /** What was learned from confirmed comments, by `encodeLearning`, where it is to be used. */
  learning?: Uint8Array | undefined;
}

/** A tagger of a code frame, by default the one that comes with the program. */
export function createTagger(parts?: TaggerParts): Tagger {
  const frame = parts ? compileFrame(parts.frame) : loadDefaultFrame();
  const { name, version, themes } = frame;
  const model = loadSentimentModel();
  const matchFrame = createMatcher(frame);
  const learned = parts?.learning && createLearned(decodeLearning(parts.learning));
  const findRisks = createRiskFinder(isKnownWord);
  return {
    frame: { name, version, themes },
    tag(text, question) {
      const read = readText(text);
      const sentiment = readSentiment(read, question, model);
      const byRules = matchFrame(read, question);
      const ruleKeys = byRules.map(({ key }) => key);
      const context = { question, sentiment: sentiment.label, ruleKeys };
      return {
        sentiment,
        themes: withLearned(byRules, learned?.(read, context)),
        risks: findRisks(read, question),
      };
    },
  };
}

/** The themes of rules, with what a learned model adds and doubts. */
function withLearned(
  byRules: readonly ThemeFinding[],
  { suggested, doubted }: LearnedFindings = { suggested: [], doubted: [] },
): CommentTags['themes'] {
  const doubts = new Map(doubted.map(({ key, confidence }) => [key, confidence]));
  return [
    ...byRules.map((found) => ({
      ...found,
      source: 'rule' as const,
      confidence: doubts.get(found.key) ?? null,
    })),
    ...suggested.map((found) => ({ ...found, source: 'model' as const })),
  ];
}
