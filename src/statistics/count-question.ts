import { baseConditionOf } from './base-rule.js';
import {
  addCounts,
  countableCells,
  histogram,
  mergeCounts,
  noCounts,
  type AnswerCounts,
  type CountableCells,
} from './count-answers.js';
import type { AskedQuestion } from './asked-question.js';
import {
  columnsByImport,
  noPart,
  splitsOf,
  type Counting,
  type Split,
  type Splits,
} from './response-places.js';
import type { StoredColumn } from './stored-column.js';

/** Counts by option column: of a multiple choice one an option, otherwise one under -1. */
export type ColumnCounts = Map<number, AnswerCounts>;

/** Counts of one question: of everybody, and of each part by its code; the parts of a multiple choice overlap. */
export interface Counted {
  all: ColumnCounts;
  parts: Map<number, ColumnCounts>;
}

/** Which responses chose any option at all; the column itself where the question is no multiple choice. */
function answeredCells(columns: readonly StoredColumn[]): CountableCells | undefined {
  const [first] = columns;
  if (!first || first.optionCode < 0) return first && countableCells(first.cells);
  const any = new Uint8Array(first.cells.length).fill(0xff);
  for (const { cells } of columns) {
    for (let row = 0; row < any.length; row += 1) if (cells[row] === 1) any[row] = 1;
  }
  return countableCells(any);
}

/** Tells those outside the base rule who answered from those who did not: they, if so routed, were not asked. */
function addOutside(into: Iterable<AnswerCounts>, counts: AnswerCounts, chosen: boolean): void {
  const { dont_know: unsure, ...others } = counts.missing;
  const strays = [...counts.options.values()].reduce((sum, count) => sum + count, unsure);
  const silent = Object.values(others).reduce((sum, count) => sum + count, 0);
  for (const own of into) {
    own.strays += strays;
    if (!chosen) own.missing.not_asked += silent;
  }
}

function countsIn(parts: Map<number, ColumnCounts>, part: number, optionCode: number) {
  const own = parts.get(part) ?? new Map<number, AnswerCounts>();
  const counts = own.get(optionCode) ?? noCounts();
  parts.set(part, own.set(optionCode, counts));
  return counts;
}

function countSplit(
  into: Map<number, ColumnCounts>,
  columns: readonly StoredColumn[],
  { places, parts, hasOutside }: Split,
  chosen: boolean,
): void {
  for (const { cells, optionCode } of columns) {
    const countable = countableCells(cells);
    if (!countable) continue;
    const counts = histogram(countable, places);
    parts.forEach((part, place) => {
      if (part === undefined) return;
      addCounts(countsIn(into, part, optionCode), countable, counts, place);
    });
  }
  const answered = hasOutside ? answeredCells(columns) : undefined;
  if (!answered) return;
  const counts = histogram(answered, places);
  parts.forEach((part, place) => {
    if (part === undefined) return;
    const beyond = noCounts();
    addCounts(beyond, answered, counts, parts.length + place);
    const own = columns.map(({ optionCode }) => countsIn(into, part, optionCode));
    addOutside(own, beyond, chosen);
  });
}

function mergeParts(parts: Iterable<ColumnCounts>): ColumnCounts {
  const merged: ColumnCounts = new Map();
  for (const part of parts) {
    for (const [optionCode, counts] of part) {
      const own = merged.get(optionCode) ?? noCounts();
      mergeCounts(own, counts);
      merged.set(optionCode, own);
    }
  }
  return merged;
}

/** Counts of some parts together, by their codes; a response in several of them is counted in each. */
export function countsTogether({ parts }: Counted, codes: readonly number[]): ColumnCounts {
  const chosen = codes.flatMap((code) => parts.get(code) ?? []);
  const [only] = chosen;
  return only && chosen.length === 1 ? only : mergeParts(chosen);
}

/**
 * Counts questions of a wave, each over those in its base rule. `stored` are the columns of the questions
 * and of what splits, narrows and rules them, of every import of the wave. Numbers and dates are passed over.
 */
export function questionCounter(
  stored: readonly StoredColumn[],
  counting: Counting,
): (question: AskedQuestion) => Counted {
  const imports = columnsByImport(stored);
  // Most questions have the same base: where each response is counted is found once for all of them.
  const known = new Map<string, Splits>();
  return (question) => {
    const base = baseConditionOf(question);
    const everybody = new Map<number, ColumnCounts>();
    const parts = new Map<number, ColumnCounts>();
    imports.forEach((own, at) => {
      const columns = own.get(question.id) ?? [];
      if (!columns[0]) return;
      const key = `${at} ${JSON.stringify(base)}`;
      const splits = known.get(key) ?? splitsOf(own, columns[0].cells.length, counting, base);
      known.set(key, splits);
      const chosen = base?.chosen ?? false;
      if (splits.everybody) countSplit(everybody, columns, splits.everybody, chosen);
      for (const split of splits.parts) countSplit(parts, columns, split, chosen);
    });
    const all = mergeParts((counting.by?.kind === 'multiple' ? everybody : parts).values());
    parts.delete(noPart);
    return { all, parts };
  };
}
