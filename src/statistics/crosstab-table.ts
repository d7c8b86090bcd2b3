import type { AnswerChoice } from '../surveys/answer-choice.js';
import type { Breakdown } from './breakdown.js';
import { crosstabAddress, type CrosstabAddress } from './crosstab-address.js';
import { commentsOf } from './crosstab-links.js';
import type { Heading, Matrix, MatrixCell } from './crosstab-matrix.js';

export interface TableCell extends MatrixCell {
  /** Fifths of the largest figure of the table, 1 to 5; 0 where a cell is not shaded. */
  heat: number;
  /** True of 0% and 100%: they say of each person what they answered. */
  telling: boolean;
  /** The comments of those counted; null where there are none to read, or they are withheld. */
  href: string | null;
}

export interface TableHeading extends Heading {
  href: string | null;
  /** Of a column: the address of the rows in its order, and how they are in it now. */
  sortHref: string;
  sorted: 'ascending' | 'descending' | null;
}

export interface TableRow {
  heading: TableHeading;
  cells: TableCell[];
}

/** A cross-tabulation as it is drawn: answers in their order, and below them the base, everybody or the reasons. */
export interface CrosstabTable {
  columns: TableHeading[];
  answers: TableRow[];
  foot: TableRow[];
  /** What the darkest shade stands for; null where nothing is shaded. */
  largest: number | null;
}

export interface TableParts {
  breakdown: Pick<Breakdown, 'waveId' | 'question' | 'by'>;
  matrix: Matrix;
  address: CrosstabAddress;
  /** What the links to comments ask for besides. */
  where: readonly AnswerChoice[];
  mayRead: boolean;
}

const valueOf = ({ count, percentage }: MatrixCell, counts: boolean): number | null => {
  const figure = counts ? count : percentage;
  return typeof figure === 'number' ? figure : null;
};

const isShaded = (line: Heading | undefined, part: Heading | undefined) =>
  line?.kind === 'answer' && part?.kind === 'answer';

function largestOf({ lines, parts, cells }: Matrix, counts: boolean): number | null {
  const values = cells.flatMap((row, at) =>
    row.flatMap((cell, across) =>
      isShaded(lines[at], parts[across]) ? (valueOf(cell, counts) ?? []) : [],
    ),
  );
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  return largest > 0 ? largest : null;
}

/** The fifth of the largest figure that a figure falls in. */
const heatOf = (value: number | null, largest: number | null) =>
  value === null || largest === null ? 0 : Math.min(5, 1 + Math.floor((5 * value) / largest));

const isNumber = (figure: unknown) => typeof figure === 'number' && figure > 0;

function drawCells({ breakdown, matrix, address, where, mayRead }: TableParts): TableCell[][] {
  const counts = address.percent === 'count';
  const largest = largestOf(matrix, counts);
  const { lines, parts, cells } = matrix;
  return lines.map((line, at) =>
    parts.flatMap((part, across): TableCell[] => {
      const cell = cells[at]?.[across];
      if (!cell) return [];
      const linked = mayRead && isNumber(cell.count);
      return [
        {
          ...cell,
          heat: isShaded(line, part) ? heatOf(valueOf(cell, counts), largest) : 0,
          telling: isShaded(line, part) && (cell.percentage === 0 || cell.percentage === 100),
          href: linked ? commentsOf(breakdown, where, line, part) : null,
        },
      ];
    }),
  );
}

const transposed = <T>(cells: readonly (readonly T[])[]): T[][] =>
  (cells[0] ?? []).map((_, across) => cells.flatMap((row) => row[across] ?? []));

/** Rows in the order of a column; what it does not show comes last either way. */
function sortRows(rows: TableRow[], at: number, down: boolean, counts: boolean): TableRow[] {
  const value = ({ cells }: TableRow) => {
    const cell = cells[at];
    return (
      cell && (valueOf(cell, counts) ?? (cell.percentage === null ? valueOf(cell, true) : null))
    );
  };
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one) ?? null, value(other) ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return down ? b - a : a - b;
  });
}

/** The table of a cross-tabulation, turned where the percentages are of the rows. */
export function drawTable(given: TableParts): CrosstabTable {
  const { breakdown, matrix, address, where, mayRead } = given;
  const { sort, percent } = address;
  const turned = percent === 'row';
  const cells = drawCells(given);
  const baseAt = matrix.lines.findIndex(({ kind }) => kind === 'base');
  const lastAt = matrix.parts.length - 1;
  const headed = (heading: Heading, href: string | null): TableHeading => {
    const isSorted = sort?.key === heading.key;
    const next = { key: heading.key, down: !(isSorted && sort.down) };
    return {
      ...heading,
      href,
      sortHref: crosstabAddress(breakdown.waveId, { ...address, sort: next }),
      sorted: isSorted ? (sort.down ? 'descending' : 'ascending') : null,
    };
  };
  const lines = matrix.lines.map((line, at) => headed(line, cells[at]?.[lastAt]?.href ?? null));
  const parts = matrix.parts.map((part, across) => {
    const shown = mayRead && isNumber(matrix.cells[baseAt]?.[across]?.count);
    return headed(part, shown ? commentsOf(breakdown, where, null, part) : null);
  });
  const [columns, headings] = turned ? [lines, parts] : [parts, lines];
  const rows = (turned ? transposed(cells) : cells).flatMap((own, at): TableRow[] => {
    const heading = headings[at];
    return heading ? [{ heading, cells: own }] : [];
  });
  const sortAt = columns.findIndex(({ key }) => key === sort?.key);
  const answers = rows.filter(({ heading }) => heading.kind === 'answer');
  return {
    columns,
    answers:
      sort && sortAt >= 0 ? sortRows(answers, sortAt, sort.down, percent === 'count') : answers,
    foot: rows.filter(({ heading }) => heading.kind !== 'answer'),
    largest: largestOf(matrix, percent === 'count'),
  };
}
