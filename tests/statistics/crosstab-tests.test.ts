import { expect, test } from '@jest/globals';
import { matrixOf } from '../../src/statistics/crosstab-matrix.js';
import { testCrosstab } from '../../src/statistics/crosstab-tests.js';
import type { Breakdown } from '../../src/statistics/breakdown.js';
import { breakdown, question } from './crosstab-breakdown.js';

const tested = (figures: Breakdown) => testCrosstab(figures, matrixOf(figures));
const marks = (figures: Breakdown) =>
  tested(figures).matrix.cells.map((row) => row.map(({ mark }) => mark));

/** Help with activities (no, yes) by support with education, counted off a sample by hand. */
const help = [
  [2, 2, 7, 0, 10],
  [30, 13, 9, 23, 1],
];

test('a table is tested as R tests it, and said in words', () => {
  // R: chisq.test(rbind(c(40, 30, 20), c(20, 30, 40)), correct = FALSE): 13.333, df 2, p 0.001273
  const { sentence } = tested(
    breakdown([
      [40, 30, 20],
      [20, 30, 40],
    ]),
  );
  expect(sentence).toBe(
    'A difference this large would be rare by chance alone: less than once in 100. Chi-square 13.3, 2 degrees of freedom, p = 0.001.',
  );
  expect(tested(breakdown(help)).sentence).toBe('Too few answers for a test.');
});

test('marks are on the shares that differ from the rest after Holm’s correction, and on no others', () => {
  // R: p.adjust(method = "holm") of prop.test or fisher.test of each cell against the rest:
  // 0.059, 1, 0.161, 0.021, 0.000 in each row; without the correction also the first and third.
  expect(marks(breakdown(help)).slice(0, 2)).toEqual([
    [null, null, null, 'lower', 'higher', null],
    [null, null, null, 'higher', 'lower', null],
  ]);
});

test('nothing is tested or marked where any figure is withheld', () => {
  const figures = breakdown([
    [null, 2, 7, 0, 10],
    [30, 13, 9, 23, 1],
  ]);
  expect(tested(figures).sentence).toMatch(/^Not tested: .* withheld/);
  expect(marks(figures).flat().filter(Boolean)).toEqual([]);
});

test('people in several parts are not compared with themselves', () => {
  const by = { ...question(2, ['a', 'b', 'c', 'd', 'e']), kind: 'multiple' as const };
  const figures = breakdown(help, { by, overlapping: true });
  expect(tested(figures).sentence).toMatch(/^Not tested: several answers/);
  expect(marks(figures).flat().filter(Boolean)).toEqual([]);
});

test('of a choice among several each answer is compared, and the table is not', () => {
  const own = { ...question(1, ['No', 'Yes']), kind: 'multiple' as const };
  const figures = breakdown(help, { question: own });
  expect(tested(figures).sentence).toContain('is not tested; each answer is compared by itself');
  expect(marks(figures)[1]?.[4]).toBe('lower');
});
