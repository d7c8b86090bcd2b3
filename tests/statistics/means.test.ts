import { describe, expect, it } from '@jest/globals';
import { meanInterval, meanInWords, roundMean, scaleMean } from '../../src/statistics/means.js';
import { expectAsR, expectEnds, inference } from './inference.js';

const scored = (counts: readonly number[]) =>
  scaleMean(counts.map((count, at) => ({ score: at + 1, count })));

describe('a mean', () => {
  it.each(inference.scales)('of $counts: as R has it, with its interval', (scale) => {
    const own = scored(scale.counts);
    expectAsR(own.mean, scale.mean);
    expectAsR(own.deviation, scale.deviation);
    expectEnds(meanInterval(own), scale);
  });

  it('has no interval of one answer, and is none of no answers', () => {
    expect(scored([])).toEqual({ base: 0, mean: null, deviation: null });
    expect(scored([0, 1])).toEqual({ base: 1, mean: 2, deviation: null });
    expect(meanInterval(scored([0, 1]))).toBeNull();
    expect(meanInterval(scored([]))).toBeNull();
  });

  it('is certain where everybody of a known population answered', () => {
    const own = scored([4, 4, 8]);
    expect(meanInterval(own, 0.95, 16)).toEqual([2.25, 2.25]);
    // 1 − 16/64 of the variance is left: √0.75 of the width.
    const [low, high] = meanInterval(own) ?? [0, 0];
    const [lower, upper] = meanInterval(own, 0.95, 64) ?? [0, 0];
    expect((upper - lower) / (high - low)).toBeCloseTo(0.8660254037844386, 12);
    expect(() => meanInterval(own, 0.95, 15)).toThrow(RangeError);
  });
});

describe('a mean as published', () => {
  it.each([
    [375, 100, '3.8 out of 5'],
    [37499, 10000, '3.7 out of 5'],
    [23, 20, '1.2 out of 5'],
    [87, 20, '4.4 out of 5'],
    [12, 3, '4.0 out of 5'],
  ])('of %d by %d is “%s”', (sum, base, words) =>
    expect(meanInWords(roundMean(sum, base) ?? NaN, 5)).toBe(words),
  );

  it('is none of nobody', () => expect(roundMean(0, 0)).toBeNull());
});
