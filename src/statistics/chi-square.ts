import gammainc from '@stdlib/math-base-special-gammainc';

/** Counts by row and column; every row as long as the first. */
export type CountTable = readonly (readonly number[])[];

/** Under this many expected in a cell, the chi-square distribution no longer holds well. */
export const leastExpected = 5;

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

const rowSums = (table: CountTable) => table.map(sum);

const columnSums = (table: CountTable) =>
  (table[0] ?? []).map((_, column) => sum(table.map((row) => row[column] ?? 0)));

/** What each cell would hold if rows and columns had nothing to do with each other. */
export function expectedCounts(table: CountTable): number[][] {
  const columns = columnSums(table);
  const total = sum(columns);
  return rowSums(table).map((row) => columns.map((column) => (row * column) / total));
}

export const smallestExpected = (table: CountTable) => Math.min(...expectedCounts(table).flat());

/** Pearson's statistic, without continuity correction; no row and no column may be all 0. */
export function pearson(table: CountTable): number {
  const expected = expectedCounts(table);
  return sum(
    table.flatMap((row, at) =>
      row.map((count, column) => {
        const own = expected[at]?.[column] ?? NaN;
        return (count - own) ** 2 / own;
      }),
    ),
  );
}

/** Without the rows and columns in which nobody is. */
export function withoutEmpty(table: CountTable): number[][] {
  const columns = columnSums(table);
  return table
    .filter((row) => sum(row) > 0)
    .map((row) => row.filter((_, column) => (columns[column] ?? 0) > 0));
}

/** A p value too small for a number is still above 0. */
export const aboveZero = (p: number) => Math.max(p, Number.MIN_VALUE);

/** The p value of a chi-square statistic: its upper tail itself, as 1 less the rest loses small ones. */
export const chiSquareTail = (statistic: number, degrees: number) =>
  aboveZero(gammainc(statistic / 2, degrees / 2, true, true));
