import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addCounts,
  compactCells,
  countableCells,
  histogram,
  noCounts,
} from '../../src/statistics/count-answers.js';
import { missingCode, missingKindOf, type AnswerCells } from '../../src/surveys/answer-codes.js';
import { missingKinds } from '../../src/surveys/words.js';

const cellOf = (encoding: 'u8' | 'u16', most: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: most }),
    fc.constantFrom(...missingKinds.map((kind) => missingCode(kind, encoding))),
  );
const rowsOf = (encoding: 'u8' | 'u16', most: number) =>
  fc.array(fc.tuple(cellOf(encoding, most), fc.integer({ min: 0, max: 4 })), { maxLength: 200 });

/** As anybody would count with pencil and paper: for each place, each option and reason. */
function countSlowly(
  pairs: readonly (readonly [number, number])[],
  encoding: 'u8' | 'u16',
  place: number,
) {
  const counts = noCounts();
  for (const [cell, at] of pairs) {
    if (at !== place) continue;
    const kind = missingKindOf(cell, encoding);
    if (kind) counts.missing[kind] += 1;
    else counts.options.set(cell, (counts.options.get(cell) ?? 0) + 1);
  }
  return counts;
}

function check(
  pairs: readonly (readonly [number, number])[],
  encoding: 'u8' | 'u16',
  cells: AnswerCells,
): void {
  const countable = countableCells(cells);
  if (!countable) throw new Error('These cells can be counted.');
  const of = Uint8Array.from(pairs.map(([, place]) => place));
  const counts = histogram(countable, { of, count: 5 });
  for (const place of [0, 1, 2, 3, 4]) {
    const own = noCounts();
    addCounts(own, countable, counts, place);
    expect(own).toEqual(countSlowly(pairs, encoding, place));
  }
}

describe('counting answers', () => {
  it('counts each answer and each reason once, at its own place, in one byte or two', () => {
    fc.assert(
      fc.property(rowsOf('u8', 239), (pairs) =>
        check(pairs, 'u8', Uint8Array.from(pairs.map(([cell]) => cell))),
      ),
    );
    fc.assert(
      fc.property(rowsOf('u16', 3000), (pairs) =>
        check(pairs, 'u16', Uint16Array.from(pairs.map(([cell]) => cell))),
      ),
    );
  });

  it('counts all together where there are no places', () => {
    const cells = countableCells(Uint8Array.of(3, 1, 3, 254));
    const counts = cells && histogram(cells, null);
    expect([counts?.[1], counts?.[3], counts?.[254], counts?.[0]]).toEqual([1, 2, 1, 0]);
  });

  it('cannot count numbers one by one', () => {
    expect(countableCells(Float64Array.of(1.5))).toBeUndefined();
  });

  it('needs no more places than there are options and reasons', () => {
    const { cells, width, options } = compactCells(Uint16Array.of(0, 7, 65535, 65530));
    expect([[...cells], options, width]).toEqual([[0, 7, 8, 13], 8, 14]);
  });
});
