import { expect, it } from '@jest/globals';
import { changeInPoints, changeInWords } from '../../src/statistics/trend-words.js';
import type { TrendChange } from '../../src/statistics/trend.js';

it.each([
  [{ points: 6, low: 1, high: 11 }, 'up 6 points (1 to 11)'],
  [{ points: -6, low: -11, high: -1 }, 'down 6 points (1 to 11)'],
  [{ points: -1, low: -7, high: 10 }, 'down 1 point (−10 to 7)'],
  [{ points: 1, low: 0, high: 2 }, 'up 1 point (0 to 2)'],
  [{ points: -3, low: -6, high: 0 }, 'down 3 points (0 to 6)'],
  [{ points: 0, low: -2, high: 3 }, 'less than 1 point (−2 to 3)'],
])('%j is %s', (change, words) => expect(changeInPoints(change)).toBe(words));

it('calls a change clear only where its corrected p is under 0.05', () => {
  const change = { points: 6, low: 1, high: 11, p: 0.01, comparable: 'yes' } as TrendChange;
  expect(changeInWords({ ...change, adjustedP: 0.0499 })).toBe('up 6 points (1 to 11)');
  expect(changeInWords({ ...change, adjustedP: 0.05 })).toBe('no clear change');
});
