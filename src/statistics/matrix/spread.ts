/** What one comment is counted in, by the places of rows and columns. */
export interface Unit {
  /** Whose it is: comments of one response have the same. */
  person: number;
  rows: readonly number[];
  columns: readonly number[];
}

/** Sums of products of one person's counts, over all people. */
export interface Moments {
  size: number;
  rowSize: number[];
  columnSize: number[];
  rowRow: number[];
  columnColumn: number[];
  rowColumn: number[][];
  cellCell: number[][];
  cellRow: number[][];
  cellColumn: number[][];
  cellSize: number[][];
}

const zeros = (length: number) => Array.from({ length }, () => 0);
const table = (rows: number, columns: number) => Array.from({ length: rows }, () => zeros(columns));
const add = (list: number[] | undefined, at: number, value: number) => {
  if (list) list[at] = (list[at] ?? 0) + value;
};

/** The counts of one person alone; those that are 0 are not there. */
export function ofPerson(units: readonly Unit[]) {
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  const cells = new Map<number, Map<number, number>>();
  const plus = (counts: Map<number, number>, key: number) =>
    counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const unit of units) {
    for (const column of unit.columns) plus(columns, column);
    for (const row of unit.rows) {
      plus(rows, row);
      const own = cells.get(row) ?? new Map<number, number>();
      for (const column of unit.columns) plus(own, column);
      cells.set(row, own);
    }
  }
  return { size: units.length, rows, columns, cells };
}

export const noMoments = (rows: number, columns: number): Moments => ({
  size: 0,
  rowSize: zeros(rows),
  columnSize: zeros(columns),
  rowRow: zeros(rows),
  columnColumn: zeros(columns),
  rowColumn: table(rows, columns),
  cellCell: table(rows, columns),
  cellRow: table(rows, columns),
  cellColumn: table(rows, columns),
  cellSize: table(rows, columns),
});

export function addPerson(
  sums: Moments,
  { size, rows, columns, cells }: ReturnType<typeof ofPerson>,
) {
  sums.size += size * size;
  for (const [column, count] of columns) {
    add(sums.columnSize, column, count * size);
    add(sums.columnColumn, column, count * count);
  }
  for (const [row, count] of rows) {
    add(sums.rowSize, row, count * size);
    add(sums.rowRow, row, count * count);
    for (const [column, other] of columns) add(sums.rowColumn[row], column, count * other);
    for (const [column, both] of cells.get(row) ?? []) {
      add(sums.cellCell[row], column, both * both);
      add(sums.cellRow[row], column, both * count);
      add(sums.cellColumn[row], column, both * (columns.get(column) ?? 0));
      add(sums.cellSize[row], column, both * size);
    }
  }
}

/**
 * The spread of a cell: the sum over people of the squared sum of (x - X)(y - Y) of their comments, x and y
 * being 1 in the row and the column and X, Y their means, over the same for comments that are independent.
 * It is the design effect of the residual in J. N. K. Rao and A. J. Scott, "On chi-squared tests for
 * multiway contingency tables", Annals of Statistics 12 (1984), 46–60, with people as clusters.
 */
export function spreadOf(
  sums: Moments,
  { all, inRow, inColumn, both }: { all: number; inRow: number; inColumn: number; both: number },
  row: number,
  column: number,
): number {
  const [x, y] = [inRow / all, inColumn / all];
  const independent =
    both * (1 - x) ** 2 * (1 - y) ** 2 +
    (inRow - both) * (1 - x) ** 2 * y ** 2 +
    (inColumn - both) * x ** 2 * (1 - y) ** 2 +
    (all - inRow - inColumn + both) * x ** 2 * y ** 2;
  if (!(independent > 0)) return 1;
  const of = (list: readonly number[][]) => list[row]?.[column] ?? 0;
  const ofRow = (list: readonly number[]) => list[row] ?? 0;
  const ofColumn = (list: readonly number[]) => list[column] ?? 0;
  const squares =
    of(sums.cellCell) +
    x * x * ofColumn(sums.columnColumn) +
    y * y * ofRow(sums.rowRow) +
    x * x * y * y * sums.size -
    2 * x * of(sums.cellColumn) -
    2 * y * of(sums.cellRow) +
    2 * x * y * (of(sums.cellSize) + of(sums.rowColumn)) -
    2 * x * x * y * ofColumn(sums.columnSize) -
    2 * x * y * y * ofRow(sums.rowSize);
  return Math.max(1, squares / independent);
}
