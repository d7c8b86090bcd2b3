import { wilsonInterval, usualConfidence, type Interval, type Share } from './intervals.js';
import { fisherExact } from './fisher.js';
import { chiSquareTail, leastExpected, pearson, smallestExpected } from './chi-square.js';

/** Two shares compared: the first less the second. */
export interface ProportionTest {
  /** `fisher` where any expected count is under 5. */
  method: 'chi-square' | 'fisher';
  /** Two-sided, above 0. */
  p: number;
  /** In percentage points, not rounded. */
  difference: number;
  /** Of the difference, in percentage points, not rounded. */
  interval: Interval;
}

/**
 * Newcombe's interval of a difference of two shares, from −1 to 1, from their own Wilson intervals.
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions:
 * comparison of eleven methods", Statistics in Medicine 17 (1998), 873–890, method 10. Null for an empty
 * base.
 */
export function differenceInterval(
  first: Share,
  second: Share,
  confidence = usualConfidence,
): Interval | null {
  const [own, other] = [wilsonInterval(first, confidence), wilsonInterval(second, confidence)];
  if (!own || !other) return null;
  const [share, otherShare] = [first.numerator / first.base, second.numerator / second.base];
  const difference = share - otherShare;
  return [
    Math.max(-1, difference - Math.hypot(share - own[0], other[1] - otherShare)),
    Math.min(1, difference + Math.hypot(own[1] - share, otherShare - other[0])),
  ];
}

/**
 * Whether two groups, or two waves, differ: Pearson's chi-square with pooled variance and no continuity
 * correction, as R's prop.test(correct = FALSE), or Fisher's exact test where an expected count is under
 * 5. Null for an empty base. Known populations narrow the interval and not the test, which asks of where
 * both were drawn from (Cochran, "Sampling techniques", 3rd edition, "Comparisons between domain means").
 * @throws RangeError for a population smaller than its base.
 */
export function compareProportions(
  first: Share,
  second: Share,
  confidence = usualConfidence,
): ProportionTest | null {
  const interval = differenceInterval(first, second, confidence);
  if (!interval) return null;
  const counts = [first, second].map(({ numerator, base }) => [numerator, base - numerator]);
  const exact = smallestExpected(counts) < leastExpected;
  return {
    method: exact ? 'fisher' : 'chi-square',
    p: exact ? fisherExact(first, second) : chiSquareTail(pearson(counts), 1),
    difference: 100 * (first.numerator / first.base - second.numerator / second.base),
    interval: [100 * interval[0], 100 * interval[1]],
  };
}
