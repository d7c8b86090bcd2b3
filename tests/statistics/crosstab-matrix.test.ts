import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutMatrix, matrixOf, withholdBothWays } from '../../src/statistics/crosstab-matrix.js';
import { breakdown, question } from './crosstab-breakdown.js';

const counts = (matrix: ReturnType<typeof matrixOf>) =>
  matrix.cells.map((row) => row.map(({ count }) => count));

test('a matrix has a line for each answer, the base and each reason, and everybody last', () => {
  const matrix = matrixOf(
    breakdown([
      [3, 1],
      [9, 7],
    ]),
  );
  expect(matrix.lines.map(({ key }) => key)).toEqual(['0', '1', 'base', 'no_reply']);
  expect(matrix.parts.map(({ key }) => key)).toEqual(['0', '1', 'everybody']);
  expect(counts(matrix)).toEqual([
    [3, 1, 4],
    [9, 7, 16],
    [12, 8, 20],
    [2, 2, 2],
  ]);
  expect(matrix.cells[0]?.map(({ percentage }) => percentage)).toEqual([25, 13, 20]);
});

test('don’t know is a line of the base where it counts in it', () => {
  const own = { ...question(1, ['Yes']), dontKnowInBase: true };
  const plain = breakdown([[6]], { question: own });
  const withDoubt = {
    ...plain,
    all: { ...plain.all, base: 8, missing: { ...plain.all.missing, dont_know: 2 } },
  };
  const { lines, cells } = matrixOf(withDoubt);
  expect(lines.map(({ key, kind }) => [key, kind])).toEqual([
    ['0', 'answer'],
    ['dont_know', 'answer'],
    ['base', 'base'],
    ['no_reply', 'missing'],
  ]);
  expect(cells[1]?.at(-1)).toEqual({ count: 2, percentage: 25, mark: null });
});

test('what one of two tables withholds, the other withholds too', () => {
  const own = matrixOf(
    breakdown([
      [null, 20],
      [30, 40],
    ]),
  );
  const other = breakdown([
    [15, 30],
    [20, null],
  ]);
  const turned = matrixOf({ ...other, question: question(2, ['a', 'b']), by: other.question });
  const both = withholdBothWays(own, turned);
  expect(counts(both).slice(0, 2)).toEqual([
    ['[c]', 20, 50 - 30],
    [30, '[c]', 70],
  ]);
  expect(both.cells[1]?.[1]?.percentage).toBe('[c]');
});

test('a long table is cut to the answers and parts with most people, in their own order', () => {
  const rows = fc.array(fc.array(fc.nat(50), { minLength: 6, maxLength: 6 }), {
    minLength: 5,
    maxLength: 5,
  });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 8 }), fc.boolean(), (table, most, byBase) => {
      const whole = matrixOf(breakdown(table));
      const cut = cutMatrix(whole, most, byBase);
      const parts = cut.parts.filter(({ kind }) => kind === 'answer');
      expect(parts).toHaveLength(Math.min(most, 6));
      expect(cut.parts.at(-1)?.key).toBe('everybody');
      const baseAt = cut.lines.findIndex(({ kind }) => kind === 'base');
      const bases = cut.cells[baseAt]?.map(({ count }) => Number(count)) ?? [];
      const left = whole.parts.filter(({ key }) => !cut.parts.some((part) => part.key === key));
      const sizeOf = (key: string) =>
        table.reduce((sum, line) => sum + (line[Number(key)] ?? 0), 0);
      for (const { key } of left) expect(sizeOf(key)).toBeLessThanOrEqual(Math.min(...bases));
      const keys = parts.map(({ key }) => Number(key));
      const order = byBase
        ? [...keys].sort((a, b) => sizeOf(String(b)) - sizeOf(String(a)) || a - b)
        : [...keys].sort((a, b) => a - b);
      expect(keys).toEqual(order);
      cut.lines.forEach(({ key, kind }, at) => {
        if (kind !== 'answer') return;
        parts.forEach((part, across) => {
          expect(cut.cells[at]?.[across]?.count).toBe(table[Number(key)]?.[Number(part.key)]);
        });
      });
    }),
  );
});
