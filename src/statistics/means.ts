import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { aboveZero } from './chi-square.js';
import { usualConfidence, type Interval } from './intervals.js';

/** A scale's answers: how many, their mean, and their standard deviation (n − 1); null of one or none. */
export interface ScaleMean {
  base: number;
  mean: number | null;
  deviation: number | null;
}

/** Two means compared: the first less the second. */
export interface MeanTest {
  method: 'welch';
  /** Two-sided, above 0. */
  p: number;
  degrees: number;
  difference: number;
  interval: Interval;
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

/**
 * Welch's test of two means whose variances may differ, as R's t.test. Source: B. L. Welch, "The
 * generalization of ‘Student’s’ problem when several different population variances are involved",
 * Biometrika 34 (1947), 28–35. Null where either has fewer than two answers, or where nobody's answer
 * differs from the others of their own group, as there is then nothing to judge a difference by.
 */
export function compareMeans(
  first: ScaleMean,
  second: ScaleMean,
  confidence = usualConfidence,
): MeanTest | null {
  if (first.mean === null || second.mean === null) return null;
  if (first.deviation === null || second.deviation === null) return null;
  const own = first.deviation ** 2 / first.base;
  const other = second.deviation ** 2 / second.base;
  const variance = own + other;
  if (variance === 0) return null;
  const degrees = variance ** 2 / (own ** 2 / (first.base - 1) + other ** 2 / (second.base - 1));
  const difference = first.mean - second.mean;
  const error = Math.sqrt(variance);
  const half = tLimit(confidence, degrees) * error;
  return {
    method: 'welch',
    p: aboveZero(2 * tCdf(-Math.abs(difference / error), degrees)),
    degrees,
    difference,
    interval: [difference - half, difference + half],
  };
}
