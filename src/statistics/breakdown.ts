import type { AnswerCells } from '../surveys/answer-codes.js';
import { conditionMask, type Condition } from './conditions.js';
import {
  countQuestion,
  ratesForParts,
  type AskedQuestion,
  type Rates,
  type StoredColumn,
} from './rates.js';
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
  /** "the 48 who answered, of those who said …" */
  baseWords: string;
  all: Rates<N>;
  /** In the order of the options; those in which nobody replied are left out. */
  parts: PartRates<N>[];
  /** What has to be said of the intervals; null where nothing has. */
  intervalNote: string | null;
}

/** Those cells of each import that meet the condition, of every column. */
function narrowed(columns: readonly StoredColumn[], where: Condition): StoredColumn[] {
  const masks = new Map<number, Uint8Array>();
  return columns.map((column) => {
    const { importId, cells } = column;
    const own = columns.filter((other) => other.importId === importId);
    const mask = masks.get(importId) ?? conditionMask(where, own, cells.length);
    masks.set(importId, mask);
    return { ...column, cells: cells.filter((_, row) => mask[row] === 1) };
  });
}

/** `stored` are the columns of the question, of `by` and of what the condition asks, of every import of the wave. */
export function countBreakdown(
  question: AskedQuestion,
  by: AskedQuestion | null,
  where: Condition | null,
  stored: readonly StoredColumn[],
): { all: Rates; parts: PartRates<number>[] } {
  const columns = where ? narrowed(stored, where) : stored;
  const byCells = new Map<number, AnswerCells>(
    columns
      .filter(({ questionId }) => questionId === by?.id)
      .map(({ importId, cells }) => [importId, cells]),
  );
  const own = columns.filter(({ questionId }) => questionId === question.id);
  const counted = countQuestion(own, byCells);
  const all = ratesForParts(question, counted, [...counted.keys()]);
  const parts = (by?.options ?? []).map(({ code, label }) => ({
    code,
    label,
    ...ratesForParts(question, counted, [code]),
  }));
  return { all, parts: parts.filter(({ base }) => base > 0) };
}
