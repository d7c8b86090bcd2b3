import { expect, test } from '@jest/globals';
import { describeColumns } from '../../../src/imports/columns/describe-columns.js';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { columnTable } from '../survey-table.js';

const described = (heading: string, cells: Record<string, number>) => {
  const table = columnTable(heading, cells);
  return describeColumns(table, guessMapping(table))[0];
};

test('the five commonest values stand first, each with its count', () => {
  const cells = { Oak: 3, Elm: 9, Ash: 1, '': 4, Yew: 5, Fir: 2, Box: 1 };
  expect(described('Home', cells)).toMatchObject({
    examples: [
      { text: 'Elm', count: 9 },
      { text: 'Yew', count: 5 },
      { text: 'Oak', count: 3 },
      { text: 'Fir', count: 2 },
      { text: 'Ash', count: 1 },
    ],
    filled: 21,
    distinct: 6,
    range: null,
  });
});

test('numbers say how far they reach, also above a thousand and below zero', () => {
  const cells = { '12': 2, '-3.5': 1, '1,040': 1, '7': 3 };
  expect(described('How many days?', cells)?.range).toEqual({
    of: 'numbers',
    from: '-3.5',
    to: '1040',
  });
});

test.each([
  ['ISO, with times', { '2013-02-28T14:05:00': 1, '2012-11-03': 2, '2013-03-01 09:10:00': 1 }],
  ['day first', { '28/02/2013': 1, '03/11/2012': 2, '01/03/2013': 1 }],
])('dates say the first and the last day: %s', (_how, cells) => {
  expect(described('Completed', cells)?.range).toEqual({
    of: 'dates',
    from: '2012-11-03',
    to: '2013-03-01',
  });
});

test('words, and words beside a few numbers, have no range', () => {
  expect(described('What could be better?', { 'A dog': 4, '2 dogs': 3, '7': 1 })?.range).toBeNull();
});
