import type { SentimentLabel, Span } from '../text/sentiment-labels.js';

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
  sentiment: { label: SentimentLabel; probability: number; evidence: Span[] };
  /** Each with the words that caused it. */
  themes: { key: string; evidence: Span[] }[];
}

export interface Tagger {
  frame: CodeFrame;
  /** Reads a comment with the question that it answers, '' where that is not known. */
  tag(text: string, question: string): CommentTags;
}

export function createTagger(): Tagger {
  return {
    frame: { name: "Children's social care", version: '0', themes: [] },
    tag: () => ({ sentiment: { label: 'undetected', probability: 0, evidence: [] }, themes: [] }),
  };
}
