import { expect, test } from '@jest/globals';
import { numberOf } from '../../../src/imports/columns/number-text.js';

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
