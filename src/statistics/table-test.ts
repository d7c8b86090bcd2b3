import {
  chiSquareTail,
  expectedCounts,
  leastExpected,
  pearson,
  withoutEmpty,
  type CountTable,
} from './chi-square.js';
import { fisherExact } from './fisher.js';

/** Whether the rows of a table answer alike; `note` is what has to be said beside it. */
export type TableTest =
  | { method: 'chi-square'; statistic: number; degrees: number; p: number; note: string | null }
  | { method: 'fisher'; p: number; note: string }
  | { method: null; p: null; note: string };

const notes = {
  one: 'No test: there is nothing to compare.',
  few: 'Too few answers for a test.',
  exact: 'Fisher’s exact test, as some expected counts are under 5.',
  some: 'Some expected counts are under 5, so the p value is approximate.',
};

/** Of the expected counts, as many as this may be under 5. */
const toleratedShare = 0.2;

/**
 * Pearson's chi-square test of independence, without continuity correction, as R's
 * chisq.test(correct = FALSE); rows and columns in which nobody is are left out. Where more than a fifth
 * of the expected counts are under 5, or any is under 1, its p value does not hold (W. G. Cochran, "Some
 * methods for strengthening the common χ² tests", Biometrics 10 (1954), 417–451): two rows by two
 * columns are then tested exactly, and a larger table is not tested.
 */
export function testIndependence(counts: CountTable): TableTest {
  const table = withoutEmpty(counts);
  const [first, second] = table;
  if (!first || !second || first.length < 2) return { method: null, p: null, note: notes.one };
  const expected = expectedCounts(table).flat();
  const small = expected.filter((count) => count < leastExpected).length;
  if (small > toleratedShare * expected.length || expected.some((count) => count < 1)) {
    if (expected.length > 4) return { method: null, p: null, note: notes.few };
    const [own, other] = [first, second].map(([numerator = 0, rest = 0]) => ({
      numerator,
      base: numerator + rest,
    }));
    if (own && other) return { method: 'fisher', p: fisherExact(own, other), note: notes.exact };
  }
  const degrees = (table.length - 1) * (first.length - 1);
  const statistic = pearson(table);
  const p = chiSquareTail(statistic, degrees);
  return { method: 'chi-square', statistic, degrees, p, note: small > 0 ? notes.some : null };
}
