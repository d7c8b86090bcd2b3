import { expect, test } from '@jest/globals';
import { reliabilityOf } from '../../src/text/reliability.js';

test('the calibration error is how far said and right are apart, bin by bin', () => {
  const { bins, error } = reliabilityOf([
    { probability: 0.95, right: true },
    { probability: 1, right: false },
    { probability: 0.62, right: true },
    { probability: 0.68, right: true },
  ]);
  // .6 to .7: said .65, right 1. .9 to 1: said .975, right .5. (2 × .35 + 2 × .475) / 4.
  expect(bins.map(({ from, count }) => [from, count])).toEqual([
    [0.6, 2],
    [0.9, 2],
  ]);
  expect(bins[0]?.said).toBeCloseTo(0.65);
  expect(bins[1]?.right).toBe(0.5);
  expect(error).toBeCloseTo(0.4125);
});
