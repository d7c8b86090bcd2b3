import type { Breakdown } from '../breakdown.js';
import type { Figure } from '../withhold.js';
import { respondentFigures, type AnswerFigures, type RespondentFigures } from './figure-parts.js';
import { extremeNote, shorthands, type Shorthand, type Shown } from './shorthand.js';

/** One figure with everything that it is of; a number is null where there is none to show. */
export interface TidyRow {
  question: string;
  /** What divides the respondents; '' for everybody. */
  breakdown: string;
  category: string;
  answer: string;
  countsAs: string;
  statistic: 'Base' | 'Responses' | 'Percentage of base';
  value: number | null;
  /** Why there is no value, or ''. */
  shorthand: Shorthand | '';
  base: number | null;
  /** 95% interval in per cent. */
  low: number | null;
  high: number | null;
  note: string;
}

const numberOf = (shown: Shown | Figure) => (typeof shown === 'number' ? shown : null);
const shorthandOf = (shown: Shown | Figure) => (typeof shown === 'number' ? '' : shown);

type Place = Pick<TidyRow, 'question' | 'breakdown' | 'category'>;

const noShare = { base: null, low: null, high: null };

function rowsOf(place: Place, figures: AnswerFigures, base: Figure): TidyRow[] {
  const { answer, countsAs, count, percentage, low, high } = figures;
  const own = { ...place, answer, countsAs };
  const counted: TidyRow = {
    ...own,
    statistic: 'Responses',
    value: numberOf(count),
    shorthand: shorthandOf(count),
    ...noShare,
    note: count === '[c]' ? shorthands['[c]'] : '',
  };
  if (percentage === '[z]') return [counted];
  const share: TidyRow = {
    ...own,
    statistic: 'Percentage of base',
    // The shorthand says that it is not quite 0.
    value: percentage === '[low]' ? 0 : numberOf(percentage),
    shorthand: shorthandOf(percentage),
    base: numberOf(base),
    low: numberOf(low),
    high: numberOf(high),
    note: typeof percentage === 'number' ? extremeNote(count, base) : shorthands[percentage],
  };
  return [counted, share];
}

function partRows(place: Place, figures: RespondentFigures, baseWords: string): TidyRow[] {
  const { base, answers, negative, reasons } = figures;
  const ofBase: TidyRow = {
    ...place,
    answer: '',
    countsAs: '',
    statistic: 'Base',
    value: numberOf(base),
    shorthand: shorthandOf(base),
    ...noShare,
    note: baseWords,
  };
  const all = [...answers, ...(negative ? [negative] : []), ...reasons];
  return [ofBase, ...all.flatMap((one) => rowsOf(place, one, base))];
}

/** A question's figures, one a row. */
export function tidyRows(breakdown: Breakdown): TidyRow[] {
  const { question, by, baseWords } = breakdown;
  return respondentFigures(breakdown).flatMap((figures, at) => {
    const divided = at === 0 ? '' : (by?.text ?? '');
    const place = { question: question.text, breakdown: divided, category: figures.respondents };
    return partRows(place, figures, at === 0 ? baseWords : '');
  });
}

/** What heads a column of them in a CSV, in their order. */
export const tidyHeadings: Readonly<Record<keyof TidyRow, string>> = {
  question: 'Question',
  breakdown: 'Breakdown',
  category: 'Category',
  answer: 'Answer',
  countsAs: 'Counts as',
  statistic: 'Statistic',
  value: 'Value',
  shorthand: 'Shorthand',
  base: 'Base',
  low: 'Lower limit (95%)',
  high: 'Upper limit (95%)',
  note: 'Note',
};
