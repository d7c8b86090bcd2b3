import { expect, test } from '@jest/globals';
import { numberOf, numberReader } from '../../../src/imports/columns/number-text.js';

test.each([
  ['12', 12],
  ['-4.25', -4.25],
  ['1,250', 1250],
  ['1,250,000.5', 1_250_000.5],
  ['4,5', 4.5],
  ['-0,25', -0.25],
  ['25%', 0.25],
  ['7 %', 0.07],
  ['12,5%', 0.125],
  ['', NaN],
  ['%', NaN],
  ['twelve', NaN],
])('“%s” shows the number %d', (text, value) => {
  expect(numberOf(text)).toBe(value);
});

test('where decimals have a comma, a point parts thousands', () => {
  const read = numberReader(['12,5', '1,234', '4,5', '1.250', '1.250,75', '8']);
  expect(['12,5', '1,234', '4,5', '1.250', '1.250,75', '8'].map(read)).toEqual([
    12.5, 1.234, 4.5, 1250, 1250.75, 8,
  ]);
});

test('thousands with a comma stay thousands, beside points or alone', () => {
  expect(['1,234', '850'].map(numberReader(['1,234', '850']))).toEqual([1234, 850]);
  expect(['1,234', '12.50'].map(numberReader(['1,234', '12.50', '4,25']))).toEqual([1234, 12.5]);
});
