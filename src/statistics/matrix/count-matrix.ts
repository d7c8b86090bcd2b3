import { addPerson, noMoments, ofPerson, spreadOf, type Unit } from './spread.js';

export type { Unit } from './spread.js';

/** Comments, and the people who wrote them. */
export interface Size {
  comments: number;
  people: number;
}

export const noSize: Size = { comments: 0, people: 0 };
export const sizeAt = (sizes: readonly Size[] | undefined, place: number): Size =>
  sizes?.[place] ?? noSize;

export interface MatrixCounts {
  all: Size;
  rows: Size[];
  columns: Size[];
  /** By row, then column. */
  cells: Size[][];
  /**
   * How many times as much a cell's count varies by chance as if each comment were somebody else's, at least
   * 1: comments of one person are not independent.
   */
  spread: number[][];
}

function byPerson(units: readonly Unit[]): Unit[][] {
  const groups = new Map<number, Unit[]>();
  for (const unit of units) {
    const own = groups.get(unit.person);
    if (own) own.push(unit);
    else groups.set(unit.person, [unit]);
  }
  return [...groups.values()];
}

/** Counts comments by rows and columns; a comment may be in several of either, or in none. */
export function countMatrix(
  units: readonly Unit[],
  size: { rows: number; columns: number },
): MatrixCounts {
  const none = (length: number) => Array.from({ length }, (): Size => ({ comments: 0, people: 0 }));
  const counts = {
    all: { comments: 0, people: 0 },
    rows: none(size.rows),
    columns: none(size.columns),
    cells: Array.from({ length: size.rows }, () => none(size.columns)),
  };
  const sums = noMoments(size.rows, size.columns);
  const plus = (one: Size | undefined, comments: number) => {
    if (!one) return;
    one.comments += comments;
    one.people += 1;
  };
  for (const group of byPerson(units)) {
    const person = ofPerson(group);
    plus(counts.all, person.size);
    for (const [row, count] of person.rows) plus(counts.rows[row], count);
    for (const [column, count] of person.columns) plus(counts.columns[column], count);
    for (const [row, own] of person.cells) {
      for (const [column, both] of own) plus(counts.cells[row]?.[column], both);
    }
    addPerson(sums, person);
  }
  const spread = counts.cells.map((cells, row) =>
    cells.map((_, column) =>
      spreadOf(
        sums,
        {
          all: counts.all.comments,
          inRow: sizeAt(counts.rows, row).comments,
          inColumn: sizeAt(counts.columns, column).comments,
          both: sizeAt(cells, column).comments,
        },
        row,
        column,
      ),
    ),
  );
  return { ...counts, spread };
}
