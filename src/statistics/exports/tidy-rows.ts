import type { Figure } from '../withhold.js';
import { extremeNote, shorthands, shownLimit, type Shorthand, type Shown } from './shorthand.js';

/** What each statistic is told in. */
const units = {
  Base: 'responses',
  Responses: 'responses',
  'Percentage of base': '%',
  Mean: 'score',
  'Change in percentage': 'points',
  'Change in mean': 'score',
} as const;
export type Statistic = keyof typeof units;

/** What a figure is of. */
export interface Place {
  survey: string;
  wave: string;
  question: string;
  /** What divides the respondents; '' for everybody. */
  breakdown: string;
  category: string;
  answer: string;
  countsAs: string;
}

/** One figure with everything that it is of; a number is null where there is none to show. */
export interface TidyRow extends Place {
  statistic: Statistic;
  unit: string;
  value: number | null;
  /** Why there is no value, or ''. */
  shorthand: Shorthand | '';
  base: number | null;
  /** 95% interval, in the unit of the value. */
  low: number | null;
  high: number | null;
  /** Of a change, the earlier wave; otherwise ''. */
  comparedWith: string;
  note: string;
}

/** What heads a column of them in a CSV, in their order. */
export const tidyHeadings: Readonly<Record<keyof TidyRow, string>> = {
  survey: 'Survey',
  wave: 'Wave',
  question: 'Question',
  breakdown: 'Breakdown',
  category: 'Category',
  answer: 'Answer',
  countsAs: 'Counts as',
  statistic: 'Statistic',
  unit: 'Unit',
  value: 'Value',
  shorthand: 'Shorthand',
  base: 'Base',
  low: 'Lower limit (95%)',
  high: 'Upper limit (95%)',
  comparedWith: 'Compared with',
  note: 'Note',
};

const numberOf = (shown: Shown | null) => (typeof shown === 'number' ? shown : null);

/** `more.note` stands in place of what the shorthand means. */
function tidyRow(
  place: Place,
  statistic: Statistic,
  shown: Shown,
  more: Partial<TidyRow> = {},
): TidyRow {
  const shorthand = typeof shown === 'number' ? '' : shown;
  return {
    ...place,
    statistic,
    unit: units[statistic],
    // The shorthand says that it is not quite 0.
    value: shown === '[low]' ? 0 : numberOf(shown),
    shorthand,
    base: null,
    low: null,
    high: null,
    comparedWith: '',
    ...more,
    note: more.note || (shorthand && shorthands[shorthand]),
  };
}

/** The base of all that follows in its place. */
export const baseRow = (place: Place, base: Figure, note: string): TidyRow =>
  tidyRow({ ...place, answer: '', countsAs: '' }, 'Base', base, { note });

export const countRow = (place: Place, count: Figure): TidyRow =>
  tidyRow(place, 'Responses', count);

/** Limits as the file shows them, or null where nobody answered. */
interface Limits {
  low: Shown | null;
  high: Shown | null;
}

/** A share of the base, in per cent; `note` is said besides what is to be said of nobody and everybody. */
export function shareRow(
  place: Place,
  share: Limits & { count: Figure; base: Figure; percentage: Shown; note?: string | null },
): TidyRow {
  const { count, base, percentage, low, high } = share;
  const notes = [share.note ?? '', extremeNote(count, base)].filter((one) => one !== '');
  return tidyRow(place, 'Percentage of base', percentage, {
    base: numberOf(base),
    low: numberOf(low),
    high: numberOf(high),
    note: notes.join('; '),
  });
}

/** A mean of scores. */
export const meanRow = (
  place: Place,
  { mean, base, low, high, note }: Limits & { mean: Figure | null; base: Figure; note: string },
): TidyRow =>
  tidyRow(place, 'Mean', shownLimit(mean, base), {
    base: numberOf(base),
    low: numberOf(low),
    high: numberOf(high),
    note,
  });

/** How a figure differs from that of the wave before; `[z]` where the two are not compared. */
export const changeRow = (
  place: Place,
  statistic: 'Change in percentage' | 'Change in mean',
  change: Limits & { change: Shown; comparedWith: string; note: string },
): TidyRow =>
  tidyRow(place, statistic, change.change, {
    low: numberOf(change.low),
    high: numberOf(change.high),
    comparedWith: change.comparedWith,
    note: change.note,
  });
