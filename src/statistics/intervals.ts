import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { effectiveSize } from './finite-population.js';

/** Low and high, in the unit of the estimate. */
export type Interval = [low: number, high: number];

/** A part of a base, of a population of so many where their number is known. */
export interface Share {
  numerator: number;
  base: number;
  /** From `base` upwards. */
  population?: number | null;
}

export const usualConfidence = 0.95;

/** The share of the standard normal distribution's middle, 0.95 say, as its upper limit: 1.96. */
const normalLimit = (confidence: number) => normalQuantile((1 + confidence) / 2, 0, 1);

/**
 * Wilson's score interval, as shares from 0 to 1. Source: E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", Journal of the American Statistical Association 22 (1927),
 * 209–212. Of a known population the base is replaced by its effective size; see finite-population.ts.
 * Null for an empty base.
 * @throws RangeError for a population smaller than the base.
 */
export function wilsonInterval(
  { numerator, base, population = null }: Share,
  confidence = usualConfidence,
): Interval | null {
  if (base === 0) return null;
  const share = numerator / base;
  const size = population === null ? base : effectiveSize(base, population);
  if (size === Infinity) return [share, share];
  const square = normalLimit(confidence) ** 2 / size;
  const centre = (share + square / 2) / (1 + square);
  const half = Math.sqrt(square * (share * (1 - share) + square / 4)) / (1 + square);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
