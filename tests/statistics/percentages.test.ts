import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { projectPath } from '../../src/paths.js';
import { wilsonInterval } from '../../src/statistics/intervals.js';
import { proportion, roundPercentage } from '../../src/statistics/percentages.js';

interface Case {
  numerator: number;
  base: number;
  percentage: number;
  low: number;
  high: number;
}

/** Made by R: see intervals.R beside it. */
const cases = JSON.parse(
  readFileSync(projectPath('tests/statistics/intervals.json'), 'utf8'),
) as Case[];

describe('a proportion', () => {
  it.each(cases)('$numerator of $base has the interval that R gives', (one) => {
    const interval = wilsonInterval(one);
    expect(interval?.[0]).toBeCloseTo(one.low, 9);
    expect(interval?.[1]).toBeCloseTo(one.high, 9);
  });

  it.each([
    [1, 8, 13],
    [1, 200, 1],
    [99, 200, 50],
    [504, 1000, 50],
    [505, 1000, 51],
    [495, 1000, 50],
    [494, 1000, 49],
    [51, 98, 52],
    [2, 3, 67],
  ])('rounds %i of %i half up to %i%%', (numerator, base, percentage) => {
    expect(roundPercentage(numerator, base)).toBe(percentage);
  });

  it('has no figure over an empty base', () => {
    expect(proportion(0, 0)).toEqual({
      numerator: 0,
      base: 0,
      percentage: null,
      low: null,
      high: null,
    });
  });

  it('lies within its interval, and the interval within 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (base, share) => {
          const numerator = Math.round(base * share);
          const [low, high] = wilsonInterval({ numerator, base }) ?? [2, -1];
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(numerator / base).toBeGreaterThanOrEqual(low - 1e-12);
          expect(numerator / base).toBeLessThanOrEqual(high + 1e-12);
        },
      ),
    );
  });
});
