import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { usualConfidence, type Interval } from './intervals.js';

/** A scale's answers: how many, their mean, and their standard deviation (n − 1); null of one or none. */
export interface ScaleMean {
  base: number;
  mean: number | null;
  deviation: number | null;
}

/** `counts` says how many gave each score; a score may come more than once. */
export function scaleMean(counts: readonly { score: number; count: number }[]): ScaleMean {
  const base = counts.reduce((sum, { count }) => sum + count, 0);
  if (base === 0) return { base, mean: null, deviation: null };
  const mean = counts.reduce((sum, { score, count }) => sum + score * count, 0) / base;
  // About the mean, in a second pass: a sum of squares loses digits far from 0.
  const squares = counts.reduce((sum, { score, count }) => sum + count * (score - mean) ** 2, 0);
  return { base, mean, deviation: base === 1 ? null : Math.sqrt(squares / (base - 1)) };
}

/** As published: to one decimal, half up, by whole-number arithmetic, as scores are whole numbers. Null for an empty base. */
export const roundMean = (sum: number, base: number): number | null =>
  base === 0 ? null : Math.floor((20 * sum + base) / (2 * base)) / 10;

/** "3.8 out of 5", of a mean as published. */
export const meanInWords = (mean: number, highest: number): string =>
  `${mean.toFixed(1)} out of ${highest}`;

const tLimit = (confidence: number, degrees: number) => tQuantile((1 + confidence) / 2, degrees);

/**
 * Student's t interval of a mean, as R's t.test. Of a known population the variance of the mean is
 * times 1 − base / population (W. G. Cochran, "Sampling techniques", 3rd edition, 1977, section 2.6).
 * Null for fewer than two answers.
 * @throws RangeError for a population smaller than the base.
 */
export function meanInterval(
  { base, mean, deviation }: ScaleMean,
  confidence = usualConfidence,
  population: number | null = null,
): Interval | null {
  if (mean === null || deviation === null) return null;
  if (population !== null && population < base)
    throw new RangeError('A population is no smaller than its sample');
  const unseen = population === null ? 1 : 1 - base / population;
  const half = tLimit(confidence, base - 1) * deviation * Math.sqrt(unseen / base);
  return [mean - half, mean + half];
}
