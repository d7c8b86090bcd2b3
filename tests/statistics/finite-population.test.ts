import { expect, it } from '@jest/globals';
import { effectiveSize } from '../../src/statistics/finite-population.js';
import { proportion } from '../../src/statistics/percentages.js';

it('counts for more the more of the population it holds, and for certain where it holds all', () => {
  // 104 × 129 / 26
  expect(effectiveSize(104, 130)).toBe(516);
  expect(effectiveSize(104, 104)).toBe(Infinity);
  expect(effectiveSize(1, 1)).toBe(Infinity);
  expect(proportion(51, 104, 104)).toMatchObject({ percentage: 49, low: 49, high: 49 });
});

it('is refused of a population that is smaller', () => {
  expect(() => effectiveSize(104, 103)).toThrow(RangeError);
  expect(() => proportion(51, 104, 103)).toThrow('A population is no smaller than its sample');
});
