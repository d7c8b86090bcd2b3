/** How a comment feels on the whole; `undetected` where the program cannot tell. */
export const sentimentLabels = ['positive', 'mixed', 'negative', 'neutral', 'undetected'] as const;
export type SentimentLabel = (typeof sentimentLabels)[number];

/** What most labelled sets know, where neutral is of mixed comments too. */
export type ThreeLabel = 'positive' | 'neutral' | 'negative';

export const threeLabelOf = (label: SentimentLabel): ThreeLabel =>
  label === 'mixed' || label === 'undetected' ? 'neutral' : label;

/** A part of a text: from `start` up to but not including `end`, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** From this probability on a sentiment is sure enough that nobody need look at it first. */
export const sureFrom = 0.7;
