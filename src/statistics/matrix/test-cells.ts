import { holm } from '../adjust.js';
import { chiSquareTail, leastExpected } from '../chi-square.js';
import { testIndependence } from '../table-test.js';
import type { MatrixCounts, Size } from './count-matrix.js';

/** A cell against what it would hold if its row and its column had nothing to do with each other. */
export interface CellTest {
  expected: number;
  /**
   * Adjusted standardised residual (S. J. Haberman, "The analysis of residuals in cross-classified tables",
   * Biometrics 29 (1973), 205–220) of comments in the row and the column, with the variance of comments that
   * several people wrote several of.
   */
  residual: number;
  /** Corrected by Holm's method over the table. */
  p: number;
  mark: 'higher' | 'lower' | null;
}

/** A difference is marked where chance alone would make it less often than once in 20. */
const level = 0.05;

function residualOf(counts: MatrixCounts, row: number, column: number) {
  const all = counts.all.comments;
  const size = (one: Size | undefined) => one?.comments ?? 0;
  const [ofRow, ofColumn] = [size(counts.rows[row]), size(counts.columns[column])];
  const both = size(counts.cells[row]?.[column]);
  const expected = (ofRow * ofColumn) / all;
  const smallest = (Math.min(ofRow, all - ofRow) * Math.min(ofColumn, all - ofColumn)) / all;
  // Below this the normal distribution does not hold.
  if (!(smallest >= leastExpected)) return null;
  const variance = expected * (1 - ofRow / all) * (1 - ofColumn / all);
  const spread = counts.spread[row]?.[column] ?? 1;
  return { expected, residual: (both - expected) / Math.sqrt(variance * spread) };
}

/** Tests of all cells; null where too little is expected, or where `isTested` says that there is nothing to test. */
export function testCells(
  counts: MatrixCounts,
  isTested: (row: number, column: number) => boolean = () => true,
  /** Of a table of themes by themselves each pair stands twice and is tested once. */
  isTwin: (row: number, column: number) => boolean = () => false,
): (CellTest | null)[][] {
  const found = counts.cells.map((cells, row) =>
    cells.map((_, column) => (isTested(row, column) ? residualOf(counts, row, column) : null)),
  );
  const tried = found.map((cells, row) =>
    cells.map((one, column) =>
      one === null || isTwin(row, column) ? null : chiSquareTail(one.residual ** 2, 1),
    ),
  );
  const width = counts.columns.length;
  const adjusted = holm(tried.flat());
  const pOf = (row: number, column: number) => adjusted[row * width + column] ?? null;
  return found.map((cells, row) =>
    cells.map((one, column): CellTest | null => {
      const p = isTwin(row, column) ? pOf(column, row) : pOf(row, column);
      if (one === null || p === null) return null;
      const mark = one.residual > 0 ? 'higher' : 'lower';
      return { ...one, p, mark: p < level ? mark : null };
    }),
  );
}

const tooFew = 'Too few to test';

/** Whether a row's comments divide among the columns as all others do. */
export interface RowTest {
  /** Null where it was not tested. */
  p: number | null;
  statistic: number | null;
  degrees: number | null;
  note: string | null;
}

/** Columns of which too little is expected in a row are taken together. */
function pooled(own: readonly number[], others: readonly number[], spread: readonly number[]) {
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
  const share = sum(own) / (sum(own) + sum(others));
  const parts = own.map((count, at) => ({
    own: count,
    others: others[at] ?? 0,
    spread: spread[at] ?? 1,
  }));
  const isRare = (part: (typeof parts)[number]) =>
    (part.own + part.others) * Math.min(share, 1 - share) < leastExpected;
  const rare = parts.filter(isRare);
  if (rare.length < 2) return parts;
  const rest = {
    own: sum(rare.map((part) => part.own)),
    others: sum(rare.map((part) => part.others)),
    // That of comments of several columns is not known; the largest of theirs errs to the safe side.
    spread: Math.max(...rare.map((part) => part.spread)),
  };
  return [...parts.filter((part) => !isRare(part)), rest];
}

/**
 * Each row's comments against all others over columns that no comment is in two of, rare ones together: Pearson's chi-square
 * divided by the mean spread of its cells, the first-order correction of Rao and Scott (1984, as in
 * `countMatrix`), or Fisher's exact test, which takes no account of several comments of one person. Their p
 * values are corrected by Holm's method.
 */
export function testRows(counts: MatrixCounts): RowTest[] {
  const all = counts.all.comments;
  const tests = counts.rows.map((_, row) => {
    const own = counts.columns.map((_, column) => counts.cells[row]?.[column]?.comments ?? 0);
    const others = counts.columns.map(({ comments }, column) => comments - (own[column] ?? 0));
    const parts = pooled(own, others, counts.spread[row] ?? []);
    const test = testIndependence([
      parts.map((part) => part.own),
      parts.map((part) => part.others),
    ]);
    if (test.method === null) return { p: null, statistic: null, degrees: null, note: tooFew };
    if (test.method === 'fisher') return { ...test, statistic: null, degrees: null };
    const spread =
      parts.reduce((sum, part) => {
        const size = part.own + part.others;
        return size === 0 ? sum : sum + (1 - size / all) * part.spread;
      }, 0) / test.degrees;
    const statistic = test.statistic / Math.max(1, spread);
    return { ...test, statistic, p: chiSquareTail(statistic, test.degrees) };
  });
  const adjusted = holm(tests.map(({ p }) => p));
  return tests.map(({ statistic, degrees, note }, row) => ({
    p: adjusted[row] ?? null,
    statistic,
    degrees,
    note,
  }));
}
