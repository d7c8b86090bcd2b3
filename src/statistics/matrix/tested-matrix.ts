import { facetNames } from '../../comments/facet-name-queries.js';
import type { Selection } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import type { Sight } from '../../people/sight.js';
import { currentFrame } from '../../themes/frame-queries.js';
import { association, type Association } from './association.js';
import { sizeAt, type Size } from './count-matrix.js';
import type { Axis } from './matrix-address.js';
import { readMatrix, type Heading } from './read-matrix.js';
import { testCells, testRows, type CellTest, type RowTest } from './test-cells.js';

export interface MatrixCell extends Size {
  test: CellTest | null;
  /** Of two themes that neither is part of the other. */
  association: Association | null;
  /** True where one theme is the other or part of it, so that they go together whatever is said. */
  isPart: boolean;
}

export interface MatrixRow extends Heading {
  size: Size;
  cells: MatrixCell[];
  /** Null of themes by themselves, whose columns overlap. */
  test: RowTest | null;
}

export interface MatrixColumn extends Heading {
  size: Size;
}

/** Themes by something else: the rows with most comments first. */
export interface TestedMatrix {
  axis: Axis;
  all: Size;
  columns: MatrixColumn[];
  rows: MatrixRow[];
  isUnfinished: boolean;
  /** The code frame in use: "Children's social care, version 3". */
  frame: string;
}

/** Where each place goes when those with most comments come first. */
const bySize = (sizes: readonly Size[]): number[] =>
  sizes
    .map((_, place) => place)
    .sort((one, other) => sizeAt(sizes, other).comments - sizeAt(sizes, one).comments);

/** Counts and tests of a selection's themes by `axis`, whole. */
export async function testedMatrix(
  db: Db,
  viewer: Sight,
  selection: Selection,
  axis: Axis,
): Promise<TestedMatrix> {
  const { rows, columns, counts, isUnfinished } = await readMatrix(
    db,
    selection,
    await facetNames(db, viewer),
    axis,
  );
  const { content } = await currentFrame(db);
  const parents = new Map(content.themes.map(({ key, parent }) => [key, parent]));
  const paired = axis === 'theme';
  const isPart = (row: number, column: number) => {
    const [one, other] = [rows[row]?.key ?? '', columns[column]?.key ?? ''];
    return paired && (one === other || parents.get(one) === other || parents.get(other) === one);
  };
  const tests = testCells(
    counts,
    (row, column) => !isPart(row, column),
    (row, column) => paired && column < row,
  );
  const rowTests = paired ? [] : testRows(counts);
  const cellOf = (row: number, column: number): MatrixCell => {
    const size = sizeAt(counts.cells[row], column);
    const sizes = {
      both: size.comments,
      one: sizeAt(counts.rows, row).comments,
      other: sizeAt(counts.columns, column).comments,
      all: counts.all.comments,
    };
    const apart = paired && !isPart(row, column);
    const spread = counts.spread[row]?.[column] ?? 1;
    return {
      ...size,
      test: tests[row]?.[column] ?? null,
      association: apart ? association(sizes, spread) : null,
      isPart: isPart(row, column),
    };
  };
  const down = bySize(counts.rows);
  const across = paired ? down : columns.map((_, place) => place);
  const headed = (headings: readonly Heading[], sizes: readonly Size[], place: number) => ({
    key: headings[place]?.key ?? '',
    name: headings[place]?.name ?? '',
    size: sizeAt(sizes, place),
  });
  return {
    axis,
    all: counts.all,
    isUnfinished,
    frame: `${content.name}, version ${content.version}`,
    columns: across.map((place) => headed(columns, counts.columns, place)),
    rows: down.map((row) => ({
      ...headed(rows, counts.rows, row),
      cells: across.map((column) => cellOf(row, column)),
      test: rowTests[row] ?? null,
    })),
  };
}
