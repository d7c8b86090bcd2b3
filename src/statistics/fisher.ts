import { aboveZero } from './chi-square.js';
import type { Share } from './intervals.js';

/** As R's fisher.test has it: tables as likely as this one but for rounding count as as likely. */
const tolerance = 1 + 1e-7;

/**
 * Fisher's exact test of two shares, two-sided: how likely any table is that has the same margins and
 * is no likelier than this one. Source: R. A. Fisher, "Statistical methods for research workers", 5th
 * edition (1934), section 21.02; as R's fisher.test. Each likelihood is had from its neighbour's, of the
 * hypergeometric distribution, since logarithms of factorials lose digits in large tables. Takes as many
 * steps as the smallest margin.
 */
export function fisherExact(first: Share, second: Share): number {
  const chosen = first.numerator + second.numerator;
  const least = Math.max(0, chosen - second.base);
  const most = Math.min(chosen, first.base);
  /** How much likelier one more of those chosen is in the first group than `at` of them. */
  const step = (at: number) =>
    ((chosen - at) * (first.base - at)) / ((at + 1) * (second.base - chosen + at + 1));
  const mode = Math.min(
    most,
    Math.max(least, Math.floor(((chosen + 1) * (first.base + 1)) / (first.base + second.base + 2))),
  );
  const likelihoods = new Map([[mode, 1]]);
  for (let at = mode, own = 1; at < most; at += 1) likelihoods.set(at + 1, (own *= step(at)));
  for (let at = mode, own = 1; at > least; at -= 1) likelihoods.set(at - 1, (own /= step(at - 1)));
  const observed = (likelihoods.get(first.numerator) ?? 0) * tolerance;
  const ascending = [...likelihoods.values()].sort((a, b) => a - b);
  const total = ascending.reduce((sum, likelihood) => sum + likelihood, 0);
  const unlikely = ascending.filter((likelihood) => likelihood <= observed);
  return aboveZero(Math.min(1, unlikely.reduce((sum, likelihood) => sum + likelihood, 0) / total));
}
