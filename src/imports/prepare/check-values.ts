import { profileColumn } from '../columns/column-profile.js';
import { missingKindOf } from '../../surveys/answer-codes.js';
import type { ColumnMapping, PreparedQuestion, SurveyTable } from '../import-types.js';
import type { NumberCells } from './attribute-cells.js';
import { isGarbled, isSpreadsheetError } from './check-comment.js';
import type { ProblemKind } from './problem-kinds.js';
import type { ProblemList } from './problem-list.js';

type Row = readonly string[];

/** The responses of a table, with the row of the sheet that each came from. */
export interface KeptRows {
  rows: Row[];
  sourceRows: number[];
}

const startOf1990 = Date.UTC(1990, 0, 1);
const day = 24 * 60 * 60 * 1000;

/** Dates that nobody can have answered on, in milliseconds since 1970. */
export function dateProblem(value: number, receivedOn: number): ProblemKind | undefined {
  if (value < startOf1990) return 'early_date';
  // A day's grace: the clocks of the platform and of the server may be of different zones.
  return value > receivedOn + day ? 'late_date' : undefined;
}

const slashedDate = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}/;

/** Written with day and month both below 13, and not the same, in every date that is so written. */
export function isAmbiguous(texts: readonly string[]): boolean {
  const parts = texts.map((text) => slashedDate.exec(text)).filter((found) => found !== null);
  const told = parts.some(([, first, second]) => Number(first) > 12 || Number(second) > 12);
  return !told && parts.some(([, first, second]) => first !== second);
}

const codes = new Set([88, 98, 99, 888, 998, 999, 9999]);

/** 99 and 999 beside numbers that are all far smaller. */
export function codesAmong({ columns, encoding }: PreparedQuestion): Set<number> {
  const values = [...new Set(columns[0]?.cells ?? [])].filter(
    (value) => !missingKindOf(value, encoding),
  );
  const others = values.filter((value) => !codes.has(value));
  const most = others.reduce((a, b) => Math.max(a, b), 0);
  return new Set(
    others.length < 2 ? [] : values.filter((value) => codes.has(value) && value > most * 3),
  );
}

/** What is wrong with the numbers or dates of one column. */
export function noteNumbers(
  { position, role }: ColumnMapping,
  { question, invalid, monthFirst }: NumberCells,
  { kept, problems, receivedOn }: { kept: KeptRows; problems: ProblemList; receivedOn: number },
): void {
  const texts = kept.rows.map((row) => row[position] ?? '');
  const placeOf = (at: number) => ({ row: kept.sourceRows[at], position, value: texts[at] });
  const isDate = role === 'date';
  if (monthFirst) problems.add('month_first', { position });
  else if (isDate && isAmbiguous(texts)) problems.add('ambiguous_dates', { position });
  for (const at of invalid) problems.add(invalidKind(texts[at] ?? '', isDate), placeOf(at));
  const suspects = isDate ? new Set<number>() : codesAmong(question);
  question.columns[0]?.cells.forEach((value, at) => {
    if (missingKindOf(value, question.encoding)) return;
    const kind = isDate ? dateProblem(value, receivedOn) : undefined;
    if (kind) problems.add(kind, placeOf(at));
    else if (suspects.has(value)) problems.add('missing_code', placeOf(at));
  });
}

const dated = /^\d{4}-\d{2}-\d{2}|^\d{1,2}[/-]([A-Za-z]{3}|\d{1,2})([/-]\d{2,4})?$/;

function invalidKind(text: string, isDate: boolean): ProblemKind {
  if (isSpreadsheetError(text)) return 'spreadsheet_error';
  if (isDate) return 'invalid_date';
  return dated.test(text) ? 'date_for_number' : 'invalid_number';
}

const ofNumbersOrDates = new Set<ColumnMapping['role']>([
  'number',
  'date',
  'open',
  'personal',
  'ignore',
]);
/** Less on both sides is a slip or two, reported one by one. */
const mixedFrom = 0.1;

/** Numbers and text, or dates and text, in a column of neither comments nor numbers. */
export function isMixed(table: SurveyTable, { role, position }: ColumnMapping): boolean {
  if (ofNumbersOrDates.has(role)) return false;
  const { filled, numericShare, dateShare } = profileColumn(table, position);
  const isPart = (share: number) => share >= mixedFrom && share <= 1 - mixedFrom;
  return filled >= 10 && (isPart(numericShare) || isPart(dateShare));
}

const closedRoles = new Set<ColumnMapping['role']>([
  'closed',
  'attribute',
  'provider',
  'region',
  'local_authority',
]);

/** Errors of the spreadsheet and garbled characters in answers; comments are read one by one. */
export function checkCells(
  columns: readonly ColumnMapping[],
  { rows, sourceRows }: KeptRows,
  problems: ProblemList,
): void {
  for (const { role, position } of columns) {
    if (!closedRoles.has(role)) continue;
    const known = new Map<string, ProblemKind | undefined>();
    rows.forEach((row, at) => {
      const value = row[position] ?? '';
      if (value === '') return;
      if (!known.has(value)) known.set(value, cellProblem(value));
      const kind = known.get(value);
      if (kind) problems.add(kind, { row: sourceRows[at], position, value });
    });
  }
}

function cellProblem(value: string): ProblemKind | undefined {
  if (isSpreadsheetError(value)) return 'spreadsheet_error';
  return isGarbled(value) ? 'garbled' : undefined;
}

const notAsked = new Set<ColumnMapping['role']>(['ignore', 'personal']);

/** Columns that nobody answered in, and columns of mixed values. */
export function checkColumns(
  table: SurveyTable,
  columns: readonly ColumnMapping[],
  { rows }: KeptRows,
  problems: ProblemList,
): void {
  for (const column of columns) {
    const { position, role } = column;
    // The options of a multiple choice that nobody ticked are answers of nobody, not a fault.
    if (role === 'multiple_part') continue;
    const isEmpty = !rows.some((row) => row[position]);
    const known = table.columns[position]?.known;
    if (isEmpty && !(notAsked.has(role) && known)) problems.add('no_answers', { position });
    else if (!isEmpty && isMixed(table, column)) problems.add('mixed_types', { position });
  }
}
