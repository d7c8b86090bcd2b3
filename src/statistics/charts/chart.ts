import type { Figure } from '../withhold.js';

/** What a category says: its colour and pattern go by it. */
export type Tone = 'positive' | 'neutral' | 'negative' | 'dont_know' | 'named';

/** One answer, or one sentiment: the segments of a bar, or the bars. */
export interface Category {
  label: string;
  tone: Tone;
}

/** One figure as it may be shown; there is no other in a chart. */
export interface ChartCell {
  count: Figure;
  /** Whole per cent of the bar's base; null where it has none. */
  percentage: Figure | null;
}

/** Those in one part, or everybody. */
export interface Bar {
  label: string;
  base: Figure;
  /** One for each category. */
  cells: ChartCell[];
}

/** What stands around every chart. */
export interface ChartFrame {
  title: string;
  /** Of whom, and what is drawn. */
  subtitle: string;
  source: string;
  notes: string[];
  /** True counts: not for publication. */
  internal: boolean;
  /** What one of the counted is, in the plural: "responses" or "comments". */
  counted: 'responses' | 'comments';
}

/** Shares of bases: everything but trends and changes. */
export interface ShareChart extends ChartFrame {
  kind: 'stacked' | 'diverging' | 'bars' | 'paired';
  categories: Category[];
  bars: Bar[];
}

export type Chart = ShareChart;

/** Notes that charts say where they are true. */
export const chartNotes = {
  rounded: 'Percentages are rounded and may not add to 100.',
  several: 'Several answers could be given.',
} as const;

/** Whether any part of a figure is withheld. */
export const isWithheld = ({ count, percentage }: ChartCell) =>
  typeof count === 'string' || typeof percentage === 'string';

/** Whether anything of a bar is withheld. */
export const hidesFigure = ({ base, cells }: Bar) =>
  typeof base === 'string' || cells.some(isWithheld);
