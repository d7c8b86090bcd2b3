import type { BaseCondition } from './base-rule.js';
import { compactCells, type Places } from './count-answers.js';
import { conditionMask, questionsOf, type Condition } from './conditions.js';
import type { StoredColumn } from './stored-column.js';
import type { AskedQuestion } from './asked-question.js';

/** Whom to count, and in which parts. */
export interface Counting {
  /** The question or attribute whose options are the parts; null for everybody together. */
  by: AskedQuestion | null;
  where: Condition | null;
}

/** The columns of one import, by question. */
export type ImportColumns = Map<number, StoredColumn[]>;

/** How a response stands: 0 where it is counted. */
const outside = 1;
const notLookedAt = 2;

/** The part of those who are in none of the options. */
export const noPart = -1;

/** Where the responses of an import are counted. */
export interface Split {
  places: Places | null;
  /** The part that each place stands for, undefined for none; as many places again are outside the base rule. */
  parts: (number | undefined)[];
  hasOutside: boolean;
}

export interface Splits {
  /** Null where everybody is in exactly one of the parts. */
  everybody: Split | null;
  parts: Split[];
}

export function columnsByImport(stored: readonly StoredColumn[]): ImportColumns[] {
  const imports = new Map<number, ImportColumns>();
  for (const column of stored) {
    const own = imports.get(column.importId) ?? new Map<number, StoredColumn[]>();
    own.set(column.questionId, [...(own.get(column.questionId) ?? []), column]);
    imports.set(column.importId, own);
  }
  return [...imports.values()];
}

function markUnmet(standing: Uint8Array, met: Uint8Array, as: number): void {
  for (let row = 0; row < met.length; row += 1) if (met[row] === 0) standing[row] = as;
}

/** Null where everybody is counted. A file without the question that routes shows by its blanks who was asked. */
function standings(
  own: ImportColumns,
  rows: number,
  where: Condition | null,
  base: BaseCondition | null,
): Uint8Array | null {
  const knows = (condition: Condition) => questionsOf(condition).every((id) => own.has(id));
  const rule = base && (base.chosen || knows(base.condition)) ? base.condition : null;
  if (!rule && !where) return null;
  const columns = [...own.values()].flat();
  const standing = new Uint8Array(rows);
  if (rule) markUnmet(standing, conditionMask(rule, columns, rows), outside);
  if (where) markUnmet(standing, conditionMask(where, columns, rows), notLookedAt);
  return standing;
}

/** First the parts, then the same outside the base rule, then one place for those not looked at. */
function placesOf(
  cells: Uint8Array | Uint16Array | null,
  width: number,
  standing: Uint8Array | null,
): Places | null {
  if (!standing) return cells && { of: cells, count: width };
  const count = 2 * width + 1;
  const rows = standing.length;
  const of = count > 65536 ? new Uint32Array(rows) : new Uint16Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const own = standing[row] ?? 0;
    of[row] = own === notLookedAt ? 2 * width : (cells?.[row] ?? 0) + own * width;
  }
  return { of, count };
}

const together = (standing: Uint8Array | null): Split => ({
  places: placesOf(null, 1, standing),
  parts: [noPart],
  hasOutside: standing !== null,
});

function splitBy({ cells, optionCode }: StoredColumn, standing: Uint8Array | null): Split {
  if (cells instanceof Float64Array) return together(standing);
  const compact = compactCells(cells);
  const partOf = (code: number) => {
    if (optionCode >= 0) return code === 1 && code < compact.options ? optionCode : undefined;
    return code < compact.options ? code : noPart;
  };
  return {
    places: placesOf(compact.cells, compact.width, standing),
    parts: Array.from({ length: compact.width }, (_, code) => partOf(code)),
    hasOutside: standing !== null,
  };
}

/** Where the `rows` responses of an import are counted, of a question with this base. */
export function splitsOf(
  own: ImportColumns,
  rows: number,
  { by, where }: Counting,
  base: BaseCondition | null,
): Splits {
  const standing = standings(own, rows, where, base);
  const parts = ((by && own.get(by.id)) ?? []).map((column) => splitBy(column, standing));
  if (by?.kind === 'multiple') return { everybody: together(standing), parts };
  return { everybody: null, parts: parts.length > 0 ? parts : [together(standing)] };
}
