import type { AskedQuestion } from './asked-question.js';
import type { Condition } from './conditions.js';
import { questionCounter, type Counted } from './count-question.js';
import { ratesForAll, ratesForParts, type Rates } from './rates.js';
import type { StoredColumn } from './stored-column.js';
import type { Figure } from './withhold.js';

/** One question of one wave, by the categories of another question or attribute or by none. */
export interface BreakdownSpec {
  waveId: number;
  questionId: number;
  /** The question or attribute whose categories are the parts; null for none. */
  byId: number | null;
  /** Of whom besides; null for everybody. */
  where: Condition | null;
}

/** Figures of those in one category. */
export interface PartRates<N = Figure> extends Rates<N> {
  code: number;
  label: string;
}

/** What pages, files and charts show of a question; `N` is a number where nothing is withheld. */
export interface Breakdown<N = Figure> {
  waveId: number;
  question: AskedQuestion;
  by: AskedQuestion | null;
  where: Condition | null;
  /** "the 48 who answered, of the 51 who said …; 3 gave no reply" */
  baseWords: string;
  all: Rates<N>;
  /** In the order of the options; those in which nobody replied are left out. */
  parts: PartRates<N>[];
  /** True where one response can be in several parts, which then add up to more than everybody. */
  overlapping: boolean;
  /** What has to be said of the intervals; null where nothing has. */
  intervalNote: string | null;
}

/** The figures of what was counted, of every part. */
export function breakdownRates(
  question: AskedQuestion,
  by: AskedQuestion | null,
  counted: Counted,
): { all: Rates; parts: PartRates<number>[] } {
  const parts = (by?.options ?? []).map(({ code, label }) => ({
    code,
    label,
    ...ratesForParts(question, counted, [code]),
  }));
  return { all: ratesForAll(question, counted), parts };
}

/**
 * `stored` are the columns of the question, of `by`, and of what the condition and the question's base
 * rule ask of, of every import of the wave.
 */
export function countBreakdown(
  question: AskedQuestion,
  by: AskedQuestion | null,
  where: Condition | null,
  stored: readonly StoredColumn[],
): { all: Rates; parts: PartRates<number>[] } {
  const { all, parts } = breakdownRates(
    question,
    by,
    questionCounter(stored, { by, where })(question),
  );
  return { all, parts: parts.filter(({ base }) => base > 0) };
}
