import { blankCells, missingCode, optionsPerByte } from '../../surveys/answer-codes.js';
import { findRespondentGroup, respondentGroups } from '../../surveys/respondent-groups.js';
import { foldLabel, questionKey, type QuestionRole } from '../../surveys/words.js';
import { respondentGroupKey } from '../columns/base-parents.js';
import { commonSpellings, isBlank } from '../columns/column-profile.js';
import { declaredMissing } from '../columns/declared-missing.js';
import { missingAmount, missingOf } from '../columns/missing-wording.js';
import { numberReader } from '../columns/number-text.js';
import type { ColumnMapping, PreparedQuestion, SurveyTable } from '../import-types.js';

type Row = readonly string[];
type Attribute = Omit<PreparedQuestion, 'columns' | 'encoding' | 'options'>;

const attribute = (key: string, text: string, role: QuestionRole | null): Attribute => ({
  key,
  text,
  kind: 'attribute',
  role,
  base: null,
  dontKnowInBase: true,
});

/** A column of labels, one option for each different one. */
export function labelCells(
  table: SurveyTable,
  column: ColumnMapping,
  rows: readonly Row[],
  role: QuestionRole | null,
): PreparedQuestion {
  const texts = rows.map((row) => row[column.position] ?? '');
  const missing = declaredMissing(table, column.position);
  const { labels } = commonSpellings(
    texts.filter((text) => !isBlank(table, text) && !missing.has(foldLabel(text))),
  );
  const options = [...labels.values()].map((label) => ({ label, polarity: 'neutral' as const }));
  const places = new Map([...labels.keys()].map((folded, at) => [folded, at]));
  const encoding = options.length > optionsPerByte ? 'u16' : 'u8';
  const cells = blankCells(rows.length, encoding);
  texts.forEach((text, row) => {
    const place = places.get(foldLabel(text));
    const excuse = missing.get(foldLabel(text));
    if (place !== undefined) cells[row] = place;
    else if (excuse) cells[row] = missingCode(excuse, encoding);
  });
  const own = attribute(questionKey(column.question), column.question, role);
  return { ...own, options, encoding, columns: [{ option: 0, cells }] };
}

/** The respondent group of every response: of the whole file, or from a column. */
export function groupCells(groupKeys: readonly (string | null)[]): PreparedQuestion {
  const options = respondentGroups.map(({ name }) => ({
    label: name,
    polarity: 'neutral' as const,
  }));
  const cells = blankCells(groupKeys.length, 'u8');
  groupKeys.forEach((key, row) => {
    const place = respondentGroups.findIndex((group) => group.key === key);
    if (place >= 0) cells[row] = place;
  });
  const own = attribute(respondentGroupKey, 'Respondent group', 'respondent_group');
  return { ...own, options, encoding: 'u8', columns: [{ option: 0, cells }] };
}

/** Each response's group key; null where nothing says it. */
export function groupKeysOf(
  column: ColumnMapping | undefined,
  rows: readonly Row[],
  whole: string | null,
): (string | null)[] {
  return rows.map(
    (row) =>
      whole ?? (column ? (findRespondentGroup(row[column.position] ?? '')?.key ?? null) : null),
  );
}

export interface NumberCells {
  question: PreparedQuestion;
  /** Cells that are no number or date, by row. */
  invalid: number[];
  /** Dates were read with the month before the day. */
  monthFirst: boolean;
}

const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})/;

/** Days from the first to the last date in one reading. */
function spanOf(texts: readonly string[], monthFirst: boolean): number {
  const values = texts.map((text) => dateValue(text, monthFirst)).filter(Number.isFinite);
  return (
    values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), Infinity)
  );
}

/**
 * Days come first, as in the United Kingdom, unless a date of the column can only be month first, or
 * fieldwork of days would become one of months: 9 and 10 July written "7/9" and "7/10".
 */
export function isMonthFirst(texts: readonly string[]): boolean {
  const written = texts.filter((text) => slashed.test(text));
  const parts = written.map((text) => slashed.exec(text)).filter((found) => found !== null);
  const beyondMonths = (place: 1 | 2) => parts.some((found) => Number(found[place]) > 12);
  if (beyondMonths(1) || beyondMonths(2)) return !beyondMonths(1);
  return spanOf(written, true) * 2 < spanOf(written, false);
}

/** ISO's, and "2013/05/01 3:04:11 PM GMT+1" as Google Forms' csv has it. */
const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;

/** A year of two digits is of this century, unless that is far ahead: "98" is 1998. */
const fullYear = (year: number) => (year > 99 ? year : year + (year < 70 ? 2000 : 1900));

/** The day of a date in milliseconds since 1970, UTC; NaN for anything else, 31 February too. */
export function dateValue(text: string, monthFirst: boolean): number {
  const [, isoYear, isoMonth, isoDay] = yearFirst.exec(text) ?? [];
  const [, first, second, last] = slashed.exec(text) ?? [];
  const [ukDay, ukMonth] = monthFirst ? [second, first] : [first, second];
  const [month, day] = [Number(isoMonth ?? ukMonth), Number(isoDay ?? ukDay)];
  const value = Date.UTC(fullYear(Number(isoYear ?? last)), month - 1, day);
  const read = new Date(value);
  return read.getUTCMonth() + 1 === month && read.getUTCDate() === day ? value : Number.NaN;
}

/** Why a text is no answer; -1 and the like only in a column of what is never negative. */
function excusesIn(texts: readonly string[]) {
  const neverNegative = texts.every(
    (text) => !text.startsWith('-') || missingAmount(text) !== undefined || text === '-',
  );
  return (text: string) => missingOf(text) ?? (neverNegative ? missingAmount(text) : undefined);
}

/** A column of numbers, or of dates as milliseconds since 1970 (the day alone, UTC). */
export function numberCells(
  table: SurveyTable,
  column: ColumnMapping,
  rows: readonly Row[],
): NumberCells {
  const isDate = column.role === 'date';
  const texts = rows.map((row) => row[column.position] ?? '');
  const monthFirst = isDate && isMonthFirst(texts);
  const excuseOf = excusesIn(texts);
  const readNumber = numberReader(texts);
  const cells = blankCells(rows.length, 'f64');
  const invalid: number[] = [];
  const missing = declaredMissing(table, column.position);
  rows.forEach((row, at) => {
    const text = row[column.position] ?? '';
    if (isBlank(table, text)) return;
    const value = isDate ? dateValue(text, monthFirst) : readNumber(text);
    const excuse = missing.get(foldLabel(text)) ?? excuseOf(text);
    if (excuse === 'invalid') invalid.push(at);
    if (excuse) cells[at] = missingCode(excuse, 'f64');
    else if (Number.isFinite(value)) cells[at] = value;
    else {
      cells[at] = missingCode('invalid', 'f64');
      invalid.push(at);
    }
  });
  const own = attribute(questionKey(column.question), column.question, isDate ? 'date' : null);
  const kind = isDate ? 'date' : 'number';
  return {
    question: { ...own, kind, options: [], encoding: 'f64', columns: [{ option: 0, cells }] },
    invalid,
    monthFirst,
  };
}
