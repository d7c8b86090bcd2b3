import { missingKindOf, type AnswerCells, type Encoding } from '../surveys/answer-codes.js';
import { missingKinds, type MissingKind } from '../surveys/words.js';

/** How often each option was given, and each reason for no answer. */
export interface AnswerCounts {
  /** By option code. */
  options: Map<number, number>;
  missing: Record<MissingKind, number>;
}

const noMissing = (): Record<MissingKind, number> =>
  Object.fromEntries(missingKinds.map((kind) => [kind, 0])) as Record<MissingKind, number>;

export const noCounts = (): AnswerCounts => ({ options: new Map(), missing: noMissing() });

/**
 * Counts one column of cells by code, for each of `groups` codes: one pass over typed arrays, so a
 * million answers take milliseconds. `groups` may be shorter or absent; its cells are option codes.
 */
export function countByGroup(
  cells: AnswerCells,
  encoding: Exclude<Encoding, 'f64'>,
  groups: AnswerCells | undefined,
): Map<number, Uint32Array> {
  const width = encoding === 'u8' ? 256 : 65536;
  const counts = new Map<number, Uint32Array>();
  let lastGroup = -1;
  let current: Uint32Array = new Uint32Array(width);
  counts.set(-1, current);
  for (let row = 0; row < cells.length; row += 1) {
    const group = groups?.[row] ?? -1;
    if (group !== lastGroup) {
      lastGroup = group;
      const known = counts.get(group);
      current = known ?? new Uint32Array(width);
      if (!known) counts.set(group, current);
    }
    const cell = cells[row] ?? 0;
    current[cell] = (current[cell] ?? 0) + 1;
  }
  return counts;
}

/** Adds raw counts by code to counts by option and missing kind. */
export function addCounts(
  into: AnswerCounts,
  raw: Uint32Array,
  encoding: Exclude<Encoding, 'f64'>,
): void {
  raw.forEach((count, code) => {
    if (count === 0) return;
    const missing = missingKindOf(code, encoding);
    if (missing) into.missing[missing] += count;
    else into.options.set(code, (into.options.get(code) ?? 0) + count);
  });
}
