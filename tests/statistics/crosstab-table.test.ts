import { expect, test } from '@jest/globals';
import { parseCrosstabAddress } from '../../src/statistics/crosstab-address.js';
import { matrixOf } from '../../src/statistics/crosstab-matrix.js';
import { drawTable } from '../../src/statistics/crosstab-table.js';
import { breakdown } from './crosstab-breakdown.js';

const drawn = (counts: (number | null)[][], parameters: Record<string, string>, mayRead = true) => {
  const figures = breakdown(counts);
  const address = parseCrosstabAddress(parameters);
  return drawTable({ breakdown: figures, matrix: matrixOf(figures), address, where: [], mayRead });
};
const counts = [
  [0, 30],
  [10, 20],
  [null, 50],
];
const shades = (parameters: Record<string, string>) =>
  drawn(counts, parameters).answers.map(({ cells }) => cells.map(({ heat }) => heat));

test('shades are fifths of the largest figure, and none for what is withheld or for everybody', () => {
  expect(shades({ percent: 'count' })).toEqual([
    [1, 4, 0],
    [2, 3, 0],
    [0, 5, 0],
  ]);
  // Of the columns: 0% and 30%, 100% and 20%, withheld and 50%.
  expect(shades({})).toEqual([
    [1, 2, 0],
    [5, 2, 0],
    [0, 3, 0],
  ]);
});

test('what is withheld comes last whichever way the rows are sorted', () => {
  const order = (sort: string) => drawn(counts, { sort }).answers.map(({ heading }) => heading.key);
  expect(order('0:desc')).toEqual(['1', '0', '2']);
  expect(order('0:asc')).toEqual(['0', '1', '2']);
  expect(order('1:asc')).toEqual(['1', '0', '2']);
  expect(order('7:asc')).toEqual(['0', '1', '2']);
});

test('percentages of the rows turn the table, with everybody below and the base beside', () => {
  const { columns, answers, foot } = drawn(counts, { percent: 'row', sort: 'base:desc' });
  expect(columns.map(({ key }) => key)).toEqual(['0', '1', '2', 'base', 'no_reply']);
  expect(answers.map(({ heading, cells }) => [heading.key, cells[3]?.count])).toEqual([
    ['1', 100],
    ['0', 10],
  ]);
  expect(foot.map(({ heading }) => heading.key)).toEqual(['everybody']);
});

test('nothing is linked for those who may not read comments, nor where nobody or something withheld is', () => {
  const links = (mayRead: boolean) =>
    drawn(counts, {}, mayRead).answers.map(({ cells }) => cells.map(({ href }) => href !== null));
  expect(links(true)).toEqual([
    [false, true, true],
    [true, true, true],
    [false, true, true],
  ]);
  expect(links(false).flat()).not.toContain(true);
});
