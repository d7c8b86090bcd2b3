import { chosenNames } from '../../comments/chosen-names.js';
import { facetNames } from '../../comments/facet-name-queries.js';
import { isGuarded, isGuardedKind } from '../../comments/few-people.js';
import { readSelection } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { ViewfinderError } from '../../errors.js';
import type { Viewer } from '../../people/permissions.js';
import { figureFile, type FigureRow as Row } from '../exports/figure-file.js';
import { roundPercentage } from '../percentages.js';
import { confidential, countsNote } from '../withhold.js';
import { axes, parseMatrixAddress } from './matrix-address.js';
import { testedMatrix, type MatrixCell, type TestedMatrix } from './tested-matrix.js';
import { withholdMatrix, type Withheld } from './withhold-matrix.js';

const noCell: MatrixCell = { comments: 0, people: 0, test: null, association: null, isPart: false };

/** Not available: nothing to divide by, or not tested. */
const none = '[x]';
const rounded = (value: number | null | undefined, digits: number) =>
  value === null || value === undefined ? none : Number(value.toFixed(digits));

const headings = (axis: TestedMatrix['axis']) => [
  'Theme',
  axis === 'theme' ? 'Other theme' : axes[axis].column,
  'Comments',
  'People',
  'Comments in the row',
  'Comments in the column',
  'Percentage of the row',
  'Percentage of the column',
  'Expected',
  'Residual',
  'P (corrected)',
  ...(axis === 'theme' ? ['Jaccard', 'Lift', 'Lift, lower limit', 'Lift, upper limit'] : []),
];

const associationFigures = ({ association }: MatrixCell): Row => {
  const [low, high] = association?.interval ?? [];
  return [
    rounded(association?.jaccard, 3),
    rounded(association?.lift, 2),
    rounded(low, 2),
    rounded(high, 2),
  ];
};

/** What a cell says; all of it is withheld together, as each would tell the others. */
function figuresOf(cell: MatrixCell, row: number, column: number): Row {
  const { comments, test } = cell;
  return [
    roundPercentage(comments, row) ?? none,
    roundPercentage(comments, column) ?? none,
    rounded(test?.expected, 1),
    rounded(test?.residual, 2),
    rounded(test?.p, 4),
  ];
}

function rowsOf({ axis, rows, columns }: TestedMatrix, withheld: Withheld | null): Row[] {
  const mask = (figures: Row, hidden: boolean | undefined): Row =>
    withheld?.all || hidden ? figures.map(() => confidential) : figures;
  return rows.flatMap((row, at) =>
    columns.map((column, across): Row => {
      const cell = row.cells[across] ?? noCell;
      const [hidesRow, hidesColumn] = [withheld?.rows[at]?.base, withheld?.columns[across]];
      const hidesCell = [hidesRow, hidesColumn, withheld?.rows[at]?.cells[across]].some(Boolean);
      const [ofRow, ofColumn] = [row.size.comments, column.size.comments];
      return [
        row.name,
        column.name,
        ...mask([cell.comments, cell.people], hidesCell),
        ...mask([ofRow], hidesRow),
        ...mask([ofColumn], hidesColumn),
        ...mask(figuresOf(cell, ofRow, ofColumn), hidesCell),
        ...(axis === 'theme' ? mask(associationFigures(cell), hidesCell) : []),
      ];
    }),
  );
}

/** A matrix with how its comments were selected, all of it plain, for a reading thread to hand on. */
export async function matrixFigures(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const selection = await readSelection(db, viewer, parameters);
  const { axis } = parseMatrixAddress(parameters);
  if (isGuarded(selection.filter) || isGuardedKind(viewer, axis)) {
    throw new ViewfinderError(
      'forbidden',
      'The file would count few people by their answers. Take the answers off the search, or choose something else than regions or providers.',
    );
  }
  return {
    matrix: await testedMatrix(db, viewer, selection, axis),
    chosen: chosenNames(selection, await facetNames(db, viewer)).join('; ') || 'All comments',
    rules: rulesOf(db),
  };
}

/** A matrix as a file: every cell with its bases and test, what was selected, the code frame and the date. */
export function matrixFile(
  { matrix, chosen, rules }: Awaited<ReturnType<typeof matrixFigures>>,
  { isInternal, madeAt }: { isInternal: boolean; madeAt: string },
) {
  const { axis } = matrix;
  const title = `Comments by theme and ${axis === 'theme' ? 'theme' : axes[axis].name}`;
  const write = figureFile({
    frame: {
      title,
      isInternal,
      source: `Selected: ${chosen}. Code frame: ${matrix.frame}.`,
      countsNote: countsNote(isInternal ? 'internal' : 'publication', rules),
      madeAt,
    },
    name: 'Matrix',
    lines: [
      'A comment counts once in each of its themes, so rows overlap. Comments of one person are not independent: the tests allow for that.',
      'P values are corrected by Holm’s method over the table.',
    ],
    headings: headings(axis),
    words: 2,
    rows: rowsOf(matrix, isInternal ? null : withholdMatrix(matrix, rules)),
    about: [
      ['Selected', chosen],
      ['Code frame', matrix.frame],
    ],
  });
  return { title, write };
}
