import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Interval } from '../intervals.js';

/** How far two themes go together. */
export interface Association {
  /** Of the comments with either, the share with both (Jaccard), 0 to 1. */
  jaccard: number;
  /** How many times as many comments have both as if they had nothing to do with each other. */
  lift: number;
  /** Of the lift, 95%; null where no comment has both. */
  interval: Interval | null;
}

const limit = normalQuantile(0.975, 0, 1);

/**
 * From the numbers of comments with both, with either one, and in all; null where nobody has one of them. The
 * interval is of the logarithm of the lift, by the delta method for a multinomial sample: its variance is
 * 1/both - 1/one - 1/other + (2 lift - 1)/all. `spread` widens it for comments of the same people.
 */
export function association(
  counts: { both: number; one: number; other: number; all: number },
  spread: number,
): Association | null {
  const { both, one, other, all } = counts;
  if (one === 0 || other === 0) return null;
  const lift = (both * all) / (one * other);
  const jaccard = both / (one + other - both);
  if (both === 0) return { jaccard, lift, interval: null };
  const variance = 1 / both - 1 / one - 1 / other + (2 * lift - 1) / all;
  const factor = Math.exp(limit * Math.sqrt(Math.max(0, variance * spread)));
  return { jaccard, lift, interval: [lift / factor, lift * factor] };
}
