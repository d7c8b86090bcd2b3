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

/** The label of the bar of everybody, which stands first and is set bold. */
export const everybody = 'Everybody';

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
  /** In the table alone: too many that are withheld whole would crowd out the others. */
  undrawn?: Bar[];
}

/** One wave of a trend. */
export interface TrendPoint extends ChartCell {
  label: string;
  base: Figure;
  /** 95% interval in per cent. */
  low: Figure | null;
  high: Figure | null;
  /** What parts it from the wave before, where the line must not join them; null where it may. */
  parted: string | null;
}

export interface TrendChart extends ChartFrame {
  kind: 'trend';
  /** The answer, or the answers, that are followed. */
  followed: string;
  points: TrendPoint[];
}

export const verdicts = ['improved', 'same', 'declined', 'withheld'] as const;
export type Verdict = (typeof verdicts)[number];

/** One question's change between two waves. */
export interface ChangeRow {
  label: string;
  verdict: Verdict;
  /** Percentage points for the better; less than 0 for the worse. Null where they are withheld. */
  better: number | null;
  /** Its 95% interval. */
  low: number | null;
  high: number | null;
}

export interface ChangeChart extends ChartFrame {
  kind: 'changes';
  /** In the order of the verdicts. */
  rows: ChangeRow[];
}

/** One figure of a measure. */
export interface FigureRow {
  label: string;
  count: Figure;
  base: Figure;
  /** Whole per cent, or a mean score to one decimal; null where there are no answers. */
  value: Figure | null;
  /** 95% interval in the unit of the value. */
  low: Figure | null;
  high: Figure | null;
}

export interface FigureChart extends ChartFrame {
  kind: 'figures';
  isMean: boolean;
  rows: FigureRow[];
}

export type Chart = ShareChart | TrendChart | ChangeChart | FigureChart;

/** Notes that charts say where they are true. */
export const chartNotes = {
  roundedShares: 'Percentages are rounded.',
  points: 'Points are the differences of rounded percentages.',
  rounded: 'Percentages are rounded and may not add to 100.',
  several: 'Percentages are rounded. Several answers could be given, so they add to more than 100.',
  overlapping: 'A response can be in several of the parts.',
} as const;

/** Whether any part of a figure is withheld. */
export const isWithheld = ({ count, percentage }: ChartCell) =>
  typeof count === 'string' || typeof percentage === 'string';

/** Whether anything of a bar is withheld. */
export const hidesFigure = ({ base, cells }: Bar) =>
  typeof base === 'string' || cells.some(isWithheld);
