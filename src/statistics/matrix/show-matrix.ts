import { chosenNames } from '../../comments/chosen-names.js';
import { facetNames } from '../../comments/facet-name-queries.js';
import { isGuarded, isGuardedKind } from '../../comments/few-people.js';
import { readSelection, selectionAddress, type Selection } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import type { Viewer } from '../../people/permissions.js';
import { pInWords } from '../p-in-words.js';
import { roundPercentage } from '../percentages.js';
import {
  axes,
  cellAddress,
  figures,
  matrixAddress,
  parseMatrixAddress,
  type Axis,
  type Figures,
  type MatrixAddress,
} from './matrix-address.js';
import { testedMatrix, type MatrixCell, type TestedMatrix } from './tested-matrix.js';

/** Rows, and columns, of a table that is not shown whole. */
const mostShown = 15;

const otherOf = (axis: Axis, value: string) => (axis === 'theme' ? undefined : { axis, value });
const themesOf = (axis: Axis, row: string, column: string) =>
  axis === 'theme' ? [row, column] : [row];

/** The fifth of the largest figure that a figure falls in, 1 to 5; 0 of nothing. */
const heatOf = (value: number, largest: number) =>
  value === 0 || largest === 0 ? 0 : Math.min(5, 1 + Math.floor((5 * value) / largest));

/** A cell's figure: a percentage of its row or column, or its number of comments. */
function valueOf(shown: Figures, cell: MatrixCell, bases: { row: number; column: number }) {
  return shown === 'count' ? cell.comments : (roundPercentage(cell.comments, bases[shown]) ?? 0);
}

/** What a cell's test says, for those who cannot see its mark and for whoever points at it. */
function testWords({ test, isPart }: MatrixCell): string {
  if (isPart) return 'one theme is part of the other';
  if (!test) return 'too few to test';
  const way = test.mark === null ? 'as expected' : test.mark === 'higher' ? 'more' : 'fewer';
  const than = test.mark === null ? '' : ' than expected';
  return `${way}${than}: ${test.expected.toFixed(1)} expected, residual ${test.residual.toFixed(1)}, ${pInWords(test.p)}`;
}

function drawn(matrix: TestedMatrix, selection: Selection, address: MatrixAddress) {
  const { axis } = matrix;
  const most = address.whole ? Infinity : mostShown;
  const largestColumns = [...matrix.columns.keys()]
    .sort(
      (one, other) =>
        (matrix.columns[other]?.size.comments ?? 0) - (matrix.columns[one]?.size.comments ?? 0),
    )
    .slice(0, most);
  const across = [...matrix.columns.keys()].filter((place) => largestColumns.includes(place));
  const valued = matrix.rows.slice(0, most).map((row) => ({
    ...row,
    cells: across.flatMap((place) => {
      const [cell, column] = [row.cells[place], matrix.columns[place]];
      if (!cell || !column) return [];
      const bases = { row: row.size.comments, column: column.size.comments };
      return [{ ...cell, column, value: valueOf(address.figures, cell, bases) }];
    }),
  }));
  const largest = Math.max(
    0,
    ...valued.flatMap(({ cells }) => cells.flatMap((one) => (one.isPart ? [] : one.value))),
  );
  return {
    columns: across.flatMap((place) => {
      const column = matrix.columns[place];
      if (!column) return [];
      const themes = axis === 'theme' ? [column.key] : [];
      return [{ ...column, href: cellAddress(selection, themes, otherOf(axis, column.key)) }];
    }),
    rows: valued.map(({ cells, test, ...row }) => ({
      ...row,
      href: cellAddress(selection, [row.key]),
      test: test && { ...test, words: test.p === null ? test.note : pInWords(test.p) },
      cells: cells.map(({ column, value, ...cell }) => ({
        ...cell,
        value,
        heat: cell.isPart ? 0 : heatOf(value, largest),
        words: testWords(cell),
        href:
          cell.comments === 0
            ? null
            : cellAddress(
                selection,
                themesOf(axis, row.key, column.key),
                otherOf(axis, column.key),
              ),
      })),
    })),
    cut: {
      rows: Math.max(0, matrix.rows.length - mostShown),
      columns: Math.max(0, matrix.columns.length - mostShown),
    },
  };
}

/** Themes of a selection by one of the axes, each cell with its test. */
export async function showMatrix(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const selection = await readSelection(db, viewer, parameters);
  const address = parseMatrixAddress(parameters);
  const at = (change: Partial<MatrixAddress>, path?: string) =>
    matrixAddress(selection, { ...address, ...change }, path);
  // By answers its numbers would be counts of few people.
  const guarded = isGuarded(selection.filter) || isGuardedKind(viewer, address.axis);
  const matrix = guarded ? null : await testedMatrix(db, viewer, selection, address.axis);
  return {
    selection: chosenNames(selection, await facetNames(db, viewer)),
    search: selectionAddress(selection),
    guarded,
    rules: rulesOf(db),
    address,
    column: axes[address.axis].column,
    axes: (Object.keys(axes) as Axis[])
      .filter((axis) => !isGuardedKind(viewer, axis))
      .map((axis) => ({
        name: axes[axis].name,
        href: at({ axis }),
        isChosen: axis === address.axis,
      })),
    figures: Object.entries(figures).map(([key, name]) => ({
      name,
      href: at({ figures: key as Figures }),
      isChosen: key === address.figures,
    })),
    wholeHref: at({ whole: !address.whole }),
    downloads: {
      xlsx: at({}, '/comments/matrix.xlsx'),
      csv: at({}, '/comments/matrix.csv'),
    },
    table: matrix && {
      all: matrix.all,
      frame: matrix.frame,
      isUnfinished: matrix.isUnfinished,
      ...drawn(matrix, selection, address),
    },
  };
}
