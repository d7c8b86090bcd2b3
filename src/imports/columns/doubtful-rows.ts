import {
  leftOutByDefault,
  rowDoubts,
  type ColumnMapping,
  type Mapping,
  type RowDoubt,
  type SurveyTable,
  type TableColumn,
} from '../import-types.js';
import { formatNumber } from '../../http/formats.js';
import { isBlank } from './column-profile.js';
import { isChosen } from './option-columns.js';
import { rowMarks, testWording } from './row-marks.js';

type Row = readonly string[];
type Columns = readonly ColumnMapping[];

/** One reason to doubt a row, and where it is seen: at a column's mark, or over the whole row. */
interface Sign {
  doubt: RowDoubt;
  column: TableColumn | null;
  holds: (row: Row) => boolean;
}

function markedSigns(table: SurveyTable): Sign[] {
  return table.columns.flatMap((column) =>
    rowMarks.flatMap(({ doubt, heading, value, layout }): Sign[] => {
      const named = heading.test(column.header) || heading.test(column.code);
      if (!named || (layout !== undefined && layout !== table.layout)) return [];
      // A column of marks has few different texts in many rows.
      const known = new Map<string, boolean>();
      const holds = (row: Row) => {
        const cell = row[column.position] ?? '';
        const found = known.get(cell) ?? value.test(cell);
        known.set(cell, found);
        return found;
      };
      return [{ doubt, column, holds }];
    }),
  );
}

const answerRoles = new Set<ColumnMapping['role']>(['closed', 'multiple_part', 'open', 'number']);

function writtenSigns(table: SurveyTable, columns: Columns): Sign[] {
  const open = columns.filter(({ role }) => role === 'open');
  const marks = new Set(markedSigns(table).map(({ column }) => column?.position));
  const answers = columns.filter(
    ({ role, position }) => answerRoles.has(role) && !marks.has(position),
  );
  const filled = (row: Row, { position, role, option }: ColumnMapping) => {
    const cell = row[position] ?? '';
    if (isBlank(table, cell)) return false;
    return role !== 'multiple_part' || isChosen(cell, option ?? '');
  };
  const isTest = (row: Row) => {
    let written = false;
    for (const column of open) {
      if (!filled(row, column)) continue;
      if (!testWording.test(row[column.position] ?? '')) return false;
      written = true;
    }
    return written;
  };
  const isEmpty = (row: Row) => answers.length > 0 && !answers.some((one) => filled(row, one));
  return [
    { doubt: 'test', column: null, holds: isTest },
    { doubt: 'empty', column: null, holds: isEmpty },
  ];
}

const signsOf = (table: SurveyTable, columns: Columns) => [
  ...markedSigns(table),
  ...writtenSigns(table, columns),
];

/** For a row the first of the given doubts that it raises, in the order of `rowDoubts`, with the column that marks it. */
export function doubtOf(
  table: SurveyTable,
  columns: Columns,
  doubts: readonly RowDoubt[],
): (row: Row) => Pick<Sign, 'doubt' | 'column'> | undefined {
  const signs = signsOf(table, columns)
    .filter(({ doubt }) => doubts.includes(doubt))
    .sort((a, b) => rowDoubts.indexOf(a.doubt) - rowDoubts.indexOf(b.doubt));
  return (row) => signs.find(({ holds }) => holds(row));
}

/** The table without the rows that are left out, so that what is shown of a question is what will be counted. */
export function withoutLeftOut(
  table: SurveyTable,
  columns: Columns,
  leaveOut: Mapping['leaveOut'] = leftOutByDefault,
): SurveyTable {
  const doubt = doubtOf(table, columns, leaveOut);
  const kept = table.rows.flatMap((row, at) => (doubt(row) === undefined ? [at] : []));
  if (kept.length === table.rows.length) return table;
  return {
    ...table,
    rows: kept.map((at) => table.rows[at] ?? []),
    sourceRows: kept.map((at) => table.sourceRows[at] ?? 0),
  };
}

/** How many rows raise one doubt, by what they are known, and where the first of them stand in the sheet. */
export interface DoubtfulRows {
  doubt: RowDoubt;
  count: number;
  evidence: string[];
  firstRows: number[];
}

const wholeRow: Partial<Record<RowDoubt, string>> = {
  test: 'Every comment is a word such as “test”',
  empty: 'No question is answered',
};

function evidenceOf({ doubt, column }: Sign, cells: ReadonlySet<string>): string {
  if (!column) return wholeRow[doubt] ?? '';
  const place = `Column ${column.letter}, “${column.header}”,`;
  const said = [...cells].slice(0, 3).map((cell) => `“${cell}”`);
  return cells.has('') ? `${place} is blank` : `${place} says ${said.join(' or ')}`;
}

/** The rows that the officer may want to leave out, by doubt; a row may raise several. */
export function describeDoubts(table: SurveyTable, columns: Columns): DoubtfulRows[] {
  const signs = signsOf(table, columns);
  return rowDoubts.flatMap((doubt): DoubtfulRows[] => {
    const rows = new Set<number>();
    const evidence: string[] = [];
    for (const sign of signs.filter((one) => one.doubt === doubt)) {
      const cells = new Set<string>();
      let count = 0;
      table.rows.forEach((row, at) => {
        if (!sign.holds(row)) return;
        count += 1;
        rows.add(at);
        if (sign.column) cells.add(row[sign.column.position] ?? '');
      });
      if (count > 0) evidence.push(`${evidenceOf(sign, cells)}: ${formatNumber(count)}.`);
    }
    if (rows.size === 0) return [];
    const firstRows = [...rows]
      .sort((a, b) => a - b)
      .slice(0, 5)
      .map((at) => table.sourceRows[at] ?? 0);
    return [{ doubt, count: rows.size, evidence, firstRows }];
  });
}
