import { foldLabel } from '../../surveys/words.js';
import type { SurveyTable, TableColumn } from '../import-types.js';
import { isKnownAnswer } from './answer-families.js';
import { isBlank, type ColumnProfile } from './column-profile.js';

/** Neighbouring columns under one heading. */
export interface ColumnGroup {
  columns: TableColumn[];
  /** `parts`: one column an option, several may be chosen; `spread`: one may; `grid`: a question a column. */
  shape: 'parts' | 'spread' | 'grid';
}

const chosenMarks = new Set([
  '1',
  'yes',
  'y',
  'x',
  'true',
  'checked',
  'selected',
  'ticked',
  'chosen',
  '✓',
  '✔',
  '☑',
  'on',
]);
const unchosenMarks = new Set(['0', 'no', 'n', 'false', 'unchecked', 'not selected', 'off', '']);

/** Whether a cell of an option's own column says that the option was chosen. */
export function isChosen(cell: string, option: string): boolean {
  const folded = foldLabel(cell);
  return (
    folded !== '' &&
    (chosenMarks.has(folded) || !unchosenMarks.has(folded) || folded === foldLabel(option))
  );
}

/** Whether a cell of an option's own column says that it was not chosen. */
export const isUnchosen = (cell: string) => unchosenMarks.has(foldLabel(cell));

const isMark = (value: string) => chosenMarks.has(value) || unchosenMarks.has(value);

/** One column for one option holds its own label, or marks only. */
function isOptionColumn({ subheader }: TableColumn, { counts, filled }: ColumnProfile): boolean {
  const values = [...counts.keys()];
  const option = foldLabel(subheader);
  if (filled === 0 || values.every((value) => isMark(value) || value === option)) return true;
  // Of a few responses a row of a grid may hold one answer too.
  return values.length === 1 && values.every((value) => !isKnownAnswer(value) && /\D/.test(value));
}

/** Whether two columns hold the same words, which then are neither's own label. */
function shareWords(columns: readonly TableColumn[], valuesAt: (column: TableColumn) => string[]) {
  const words = columns.flatMap((column) =>
    valuesAt(column).filter((value) => !isMark(value) && value !== foldLabel(column.subheader)),
  );
  return new Set(words).size < words.length;
}

/** What stands over the words behind an "Other". */
export const namesOther = /^other\b|specify|\bother$/i;

/** A column of a group for "Other (please specify)", whose cells are what was specified and no marks. */
export const isOtherText = (column: TableColumn, { counts }: ColumnProfile) =>
  namesOther.test(column.subheader) &&
  ![...counts.keys()].every((value) => isMark(value) || value === foldLabel(column.subheader));

/** Columns of one heading are options if nearly all hold marks or their own label; else rows of a grid. */
const mostlyOptions = 0.9;

const valuesOf = (profile: ColumnProfile | undefined) => [...(profile?.counts.keys() ?? [])];

/** Each response has one of the columns filled, and hardly any has two: one answer, spread over columns. */
function isSpread(table: SurveyTable, columns: readonly TableColumn[]): boolean {
  const perRow = table.rows.map(
    (row) => columns.filter((column) => !isBlank(table, row[column.position] ?? '')).length,
  );
  const one = perRow.filter((count) => count === 1).length;
  const several = perRow.filter((count) => count > 1).length;
  return one > 10 && several <= one * 0.005;
}

const asksForSeveral = /all that apply|tick all|select all|more than one|any of/i;

/** A column that stands alone is an option only where its cells are ticks. */
const isCheckBox = (values: readonly string[]) =>
  values.length > 0 && values.every((value) => value === '0' || value === '1');

function shapeOf(table: SurveyTable, columns: TableColumn[], profiles: ColumnProfile[]) {
  const profileOf = (column: TableColumn) => profiles[column.position];
  const proper = columns.filter((column) => {
    const profile = profileOf(column);
    return profile !== undefined && !isOtherText(column, profile);
  });
  const values = proper.flatMap((column) => valuesOf(profileOf(column)));
  if (columns.length === 1) return isCheckBox(values) ? 'parts' : 'grid';
  const options = proper.filter((column) => {
    const profile = profileOf(column);
    return profile !== undefined && isOptionColumn(column, profile);
  });
  const areAlike = shareWords(options, (column) => valuesOf(profileOf(column)));
  const least = Math.max(2, proper.length * mostlyOptions);
  if (areAlike || options.length < least) return 'grid';
  const ticked = values.every((value) => /^(yes|no|y|n|true|false)$/.test(value));
  const several = ticked || asksForSeveral.test(columns[0]?.header ?? '');
  return !several && isSpread(table, proper) ? 'spread' : 'parts';
}

/** Groups of neighbouring columns that share a heading and differ in what is under it. */
export function findColumnGroups(table: SurveyTable, profiles: ColumnProfile[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  let run: TableColumn[] = [];
  const close = () => {
    const subheaders = new Set(run.map((column) => column.subheader));
    if (run.length > 0 && subheaders.size === run.length) {
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
