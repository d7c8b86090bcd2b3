import { describe, expect, it } from '@jest/globals';
import {
  compareMeans,
  meanInterval,
  meanInWords,
  roundMean,
  scaleMean,
} from '../../src/statistics/means.js';
import { expectAsR, expectEnds, inference } from './inference.js';

const scored = (counts: readonly number[]) =>
  scaleMean(counts.map((count, at) => ({ score: at + 1, count })));

describe('the means of two scales', () => {
  it.each(inference.scales)('$first.counts and $second.counts: as R has it', (one) => {
    const [first, second] = [one.first, one.second].map((scale) => {
      const own = scored(scale.counts);
      expectAsR(own.mean, scale.mean);
      expectAsR(own.deviation, scale.deviation);
      expectEnds(meanInterval(own), scale);
      return own;
    });
    const test = first && second && compareMeans(first, second);
    expectAsR(test?.p, one.p);
    expectAsR(test?.degrees, one.degrees);
    const { low, high } = one;
    // About 0 an end is only as exact as the means that it lies between.
    expect(test?.interval[0]).toBeCloseTo(low, 9);
    expect(test?.interval[1]).toBeCloseTo(high, 9);
    expect(test?.difference).toBeCloseTo(one.first.mean - one.second.mean, 12);
  });

  it('give the same p value either way round', () => {
    const [a, b] = [scored([3, 10, 20]), scored([10, 10, 1])];
    expect(compareMeans(b, a)?.p).toBe(compareMeans(a, b)?.p);
    expect(compareMeans(b, a)?.difference).toBe(-(compareMeans(a, b)?.difference ?? 0));
  });
});

describe('a mean', () => {
  it('has no interval of one answer, and is none of no answers', () => {
    expect(scored([])).toEqual({ base: 0, mean: null, deviation: null });
    expect(scored([0, 1])).toEqual({ base: 1, mean: 2, deviation: null });
    expect(meanInterval(scored([0, 1]))).toBeNull();
    expect(meanInterval(scored([]))).toBeNull();
    expect(compareMeans(scored([0, 1]), scored([4, 4]))).toBeNull();
    expect(compareMeans(scored([4, 4]), scored([]))).toBeNull();
  });

  it('is not compared where nobody differs from their own group', () => {
    expect(compareMeans(scored([4]), scored([0, 4]))).toBeNull();
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
