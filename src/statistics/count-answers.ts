import { missingCode, type AnswerCells } from '../surveys/answer-codes.js';
import { missingKinds, type MissingKind } from '../surveys/words.js';

/** How often each option was given, and each reason for no answer, of those in the base rule. */
export interface AnswerCounts {
  /** By option code. */
  options: Map<number, number>;
  missing: Record<MissingKind, number>;
  /** Those who answered though the base rule leaves them out. */
  strays: number;
}

export const noMissing = (): Record<MissingKind, number> =>
  Object.fromEntries(missingKinds.map((kind) => [kind, 0])) as Record<MissingKind, number>;

export const noCounts = (): AnswerCounts => ({
  options: new Map(),
  missing: noMissing(),
  strays: 0,
});

/** Cells of which a histogram can be made: codes below `width`, the missing kinds from `firstMissing` on. */
export interface CountableCells {
  cells: Uint8Array | Uint16Array;
  /** Codes below this are options. */
  options: number;
  /** Where each missing kind stands, in the order of the kinds. */
  missingAt: readonly number[];
  width: number;
}

const bytesMissingAt = missingKinds.map((kind) => missingCode(kind, 'u8'));

/** Cells with the missing kinds next to the highest option, so that a histogram has no more places than it needs. */
export function compactCells(cells: Uint8Array | Uint16Array): CountableCells {
  const wide = cells instanceof Uint16Array;
  const last = wide ? 65535 : 255;
  const firstMissing = last - missingKinds.length + 1;
  let top = -1;
  for (const cell of cells) if (cell > top && cell < firstMissing) top = cell;
  const options = top + 1;
  const missingAt = missingKinds.map((_, place) => options + place);
  const width = options + missingKinds.length;
  const compact = wide ? new Uint16Array(cells.length) : new Uint8Array(cells.length);
  for (let row = 0; row < cells.length; row += 1) {
    const cell = cells[row] ?? 0;
    compact[row] = cell < firstMissing ? cell : options + last - cell;
  }
  return { cells: compact, options, missingAt, width };
}

/** One byte a cell is counted as it is stored; undefined for numbers and dates, which have no options. */
export function countableCells(cells: AnswerCells): CountableCells | undefined {
  if (cells instanceof Float64Array) return undefined;
  if (cells instanceof Uint16Array) return compactCells(cells);
  return { cells, options: 250, missingAt: bytesMissingAt, width: 256 };
}

/** Where each response is counted: a number below `count` for each. */
export interface Places {
  of: Uint8Array | Uint16Array | Uint32Array;
  count: number;
}

function countTogether(cells: Uint8Array | Uint16Array, width: number): Uint32Array {
  const counts = new Uint32Array(width);
  for (let row = 0; row < cells.length; row += 1) {
    const at = cells[row] ?? 0;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/**
 * How often each code occurs at each place, at `place * width + code`; everything at place 0 where there
 * are no places. One pass over typed arrays without any allocation: a million answers take milliseconds.
 */
export function histogram({ cells, width }: CountableCells, places: Places | null): Uint32Array {
  if (!places) return countTogether(cells, width);
  const { of, count } = places;
  const counts = new Uint32Array(count * width);
  for (let row = 0; row < cells.length; row += 1) {
    const at = (of[row] ?? 0) * width + (cells[row] ?? 0);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** Adds the counts of one place of a histogram. */
export function addCounts(
  into: AnswerCounts,
  { options, missingAt, width }: CountableCells,
  counts: Uint32Array,
  place: number,
): void {
  const start = place * width;
  for (let code = 0; code < options; code += 1) {
    const count = counts[start + code] ?? 0;
    if (count > 0) into.options.set(code, (into.options.get(code) ?? 0) + count);
  }
  missingKinds.forEach((kind, at) => {
    into.missing[kind] += counts[start + (missingAt[at] ?? 0)] ?? 0;
  });
}

/** Adds counts of other responses to the same column. */
export function mergeCounts(into: AnswerCounts, counts: AnswerCounts): void {
  for (const [code, count] of counts.options) {
    into.options.set(code, (into.options.get(code) ?? 0) + count);
  }
  for (const kind of missingKinds) into.missing[kind] += counts.missing[kind];
  into.strays += counts.strays;
}
