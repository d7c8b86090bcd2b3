import type { SurveyTable, TableColumn } from '../import-types.js';
import { foldLabel, isBlank, type ColumnProfile } from './column-profile.js';

/** Neighbouring columns under one heading. */
export interface ColumnGroup {
  columns: TableColumn[];
  /** `parts`: one column an option, several may be chosen; `spread`: one may; `grid`: a question a column. */
  shape: 'parts' | 'spread' | 'grid';
}

const chosenMarks = new Set(['1', 'yes', 'y', 'x', 'true', 'checked', 'selected', '✓', 'on']);
const unchosenMarks = new Set(['0', 'no', 'n', 'false', 'unchecked', 'not selected', 'off', '']);

/** Whether a cell of an option's own column says that the option was chosen. */
export function isChosen(cell: string, option: string): boolean {
  const folded = foldLabel(cell);
  return (
    folded !== '' &&
    (chosenMarks.has(folded) || !unchosenMarks.has(folded) || folded === foldLabel(option))
  );
}

/** One column for one option holds its own label, or marks only. */
function isOptionColumn(column: TableColumn, profile: ColumnProfile): boolean {
  if (profile.filled === 0) return true;
  const values = [...profile.counts.keys()];
  if (values.every((value) => chosenMarks.has(value) || unchosenMarks.has(value))) return true;
  return values.length === 1 && (values[0] === foldLabel(column.subheader) || profile.filled > 0);
}

/** A column of a group for "Other (please specify)", whose cells are what was specified. */
export const isOtherText = (column: TableColumn) =>
  /^other$|^other\b.*(specify|describe|say|which|what)|specify/i.test(column.subheader);

function shapeOf(table: SurveyTable, columns: TableColumn[], profiles: ColumnProfile[]) {
  const proper = columns.filter((column) => !isOtherText(column));
  const optionColumns = proper.filter((column) => {
    const profile = profiles[column.position];
    return profile !== undefined && isOptionColumn(column, profile);
  });
  const marks = proper.every((column) =>
    [...(profiles[column.position]?.counts.keys() ?? [])].every((value) =>
      /^(yes|no|y|n|true|false)$/.test(value),
    ),
  );
  if (proper.length < 2 || optionColumns.length < proper.length * 0.9) return 'grid' as const;
  const filledPerRow = table.rows.map(
    (row) => proper.filter((column) => !isBlank(table, row[column.position] ?? '')).length,
  );
  const one = filledPerRow.filter((count) => count === 1).length;
  const several = filledPerRow.filter((count) => count > 1).length;
  const saysSeveral = /all that apply|tick all|select all|more than one|any of/i.test(
    columns[0]?.header ?? '',
  );
  if (!marks && !saysSeveral && one > 10 && several <= one * 0.005) return 'spread' as const;
  return 'parts' as const;
}

/** Groups of two or more neighbouring columns that share a heading and differ in what is under it. */
export function findColumnGroups(table: SurveyTable, profiles: ColumnProfile[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  let run: TableColumn[] = [];
  const close = () => {
    const subheaders = new Set(run.map((column) => column.subheader));
    if (run.length > 1 && subheaders.size === run.length) {
      groups.push({ columns: run, shape: shapeOf(table, run, profiles) });
    }
    run = [];
  };
  for (const column of table.columns) {
    const first = run[0];
    const joins = column.subheader !== '' && column.known === undefined;
    if (!joins || (first && first.header !== column.header)) close();
    if (joins) run.push(column);
  }
  close();
  return groups;
}
