import type { Interval } from '../intervals.js';
import { sizeAt, type MatrixCounts } from '../matrix/count-matrix.js';
import { testCells } from '../matrix/test-cells.js';
import { differenceInterval } from '../two-proportions.js';

/** Of one set: its comments with a value, who wrote them, and their share of the set in per cent. */
export interface SetShare {
  count: number;
  people: number;
  share: number;
}

/** A value's comments in two sets that share none. */
export interface ComparedShare {
  first: SetShare;
  second: SetShare;
  /** The first less the second, in percentage points. */
  difference: number;
  /** Newcombe's at 95%, in percentage points. */
  interval: Interval;
  /** Corrected by Holm's method over the values that are compared; null where too few to test. */
  p: number | null;
  isMarked: boolean;
}

/**
 * Each column's share of the comments in the first of two rows against its share of those in the second. Bases
 * are divided by the spread of the column (see `spreadOf`), so that several comments of one person do not count
 * as several people.
 */
export function compareShares(counts: MatrixCounts): ComparedShare[] {
  const bases = [sizeAt(counts.rows, 0).comments, sizeAt(counts.rows, 1).comments] as const;
  // The second row says the same the other way round.
  const [tests = []] = testCells(counts, (row) => row === 0);
  return counts.columns.flatMap((_, column) => {
    const spread = counts.spread[0]?.[column] ?? 1;
    const sideOf = (row: 0 | 1): SetShare => {
      const { comments, people } = sizeAt(counts.cells[row], column);
      return { count: comments, people, share: (100 * comments) / bases[row] };
    };
    const [first, second] = [sideOf(0), sideOf(1)];
    const effective = ({ count }: SetShare, base: number) => ({
      numerator: count / spread,
      base: base / spread,
    });
    const interval = differenceInterval(effective(first, bases[0]), effective(second, bases[1]));
    if (!interval) return [];
    const test = tests[column] ?? null;
    return [
      {
        first,
        second,
        difference: first.share - second.share,
        interval: [100 * interval[0], 100 * interval[1]] satisfies Interval,
        p: test?.p ?? null,
        isMarked: test !== null && test.mark !== null,
      },
    ];
  });
}
