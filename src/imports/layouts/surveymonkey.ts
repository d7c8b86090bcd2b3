import type { SourceSheet } from '../import-types.js';
import { buildTable, type ColumnHeading } from './build-table.js';
import { pairHeaders } from './header-rows.js';
import { headerKey } from './header-text.js';
import { notRecognised, ownColumns, type Layout, type Recognition } from './layout.js';

/**
 * SurveyMonkey "all responses" (csv, xlsx), condensed or expanded. Two header rows: the question stands
 * above the first of its columns, and below it "Response", "Open-Ended Response", "Other (please
 * specify)" or an option or row. After DESIGN "Import" 2 and the exports that FiveThirtyEight and the
 * CNCF published.
 */
const own = ownColumns({
  response_id: ['respondent id', 'respondentid'],
  date: ['end date', 'enddate', 'date modified'],
  personal: ['ip address', 'email address', 'first name', 'last name', 'emailaddress', 'ipaddress'],
  technical: [
    'collector id',
    'collectorid',
    'start date',
    'startdate',
    'date created',
    'custom data 1',
    'custom data',
    'custom value',
    'language',
  ],
});

const placeholders = new Set(['response', 'open-ended response']);
const freeText = new Set([
  'open-ended response',
  'other (please specify)',
  'other (please specify):',
]);

const belowWords = 'Row 2 says “Response” or “Open-Ended Response” under the questions.';

/** From the header row on: people put a title above an export, in a cell alone. */
function withoutTitle(sheet: SourceSheet): { sheet: SourceSheet; above: number } {
  const isWide = (cells: string[]) => cells.filter((cell) => cell.trim() !== '').length > 1;
  const above = Math.max(0, sheet.rows.slice(0, 10).findIndex(isWide));
  const rest = { ...sheet, rows: sheet.rows.slice(above) };
  const atTop = above === 0 || recogniseAtTop(sheet).score > 0;
  return atTop ? { sheet, above: 0 } : { sheet: rest, above };
}

const recognise = (sheet: SourceSheet) => recogniseAtTop(withoutTitle(sheet).sheet);

function recogniseAtTop({ rows }: SourceSheet): Recognition {
  const [top = [], below = []] = rows;
  const keys = below.map(headerKey);
  const ownHeaders = top.filter((cell, column) => own.has(headerKey(cell)) && keys[column] === '');
  const named = keys.filter((key) => placeholders.has(key)).length;
  const inherited = keys.filter((key, column) => key !== '' && !top[column]?.trim()).length;
  if (ownHeaders.length === 0) return withoutOwnColumns(top, keys, named);
  if (named + inherited === 0) return notRecognised;
  const evidence = [
    `Row 1 begins with ${ownHeaders.slice(0, 3).join(', ')}, as SurveyMonkey’s exports do.`,
    named > 0 ? belowWords : 'Row 2 holds the options of the questions in row 1.',
  ];
  return { score: named > 0 ? 0.95 : 0.8, evidence };
}

/** Published exports often lack the columns about the respondent, or have one row of short headers. */
function withoutOwnColumns(top: string[], keys: string[], named: number): Recognition {
  const filled = keys.flatMap((key, column) => (key === '' ? [] : [column]));
  const isHeader = (column: number) =>
    placeholders.has(keys[column] ?? '') || !top[column]?.trim() || !top[column + 1]?.trim();
  const headers = filled.filter(isHeader).length;
  if (named >= 2 && headers >= filled.length * 0.9) return { score: 0.85, evidence: [belowWords] };
  const seen = top.map(headerKey);
  const ids = ['respondent id', 'collector id'].every((header) => seen.includes(header));
  const evidence = ['Row 1 has “Respondent ID” and “Collector ID”, as SurveyMonkey writes them.'];
  return ids ? { score: 0.7, evidence } : notRecognised;
}

/** Nothing stands under the platform's own columns, or what SurveyMonkey puts under its questions. */
function hasSecondRow({ rows }: SourceSheet): boolean {
  const [top = [], below = []] = rows;
  const keys = below.map(headerKey);
  return (
    keys.some((key) => placeholders.has(key)) ||
    top.every((cell, column) => !own.has(headerKey(cell)) || keys[column] === '')
  );
}

function headings(top: string[], below: string[]): ColumnHeading[] {
  /** The first column under the present question is the answer itself: what follows is written. */
  let answered = false;
  return pairHeaders(top, below).map(({ header, subheader }, column) => {
    const key = headerKey(subheader);
    const starts = (top[column] ?? '').trim() !== '';
    if (starts) answered = key === 'response';
    return {
      header,
      subheader: placeholders.has(key) ? '' : subheader,
      known: subheader === '' ? own.get(headerKey(header)) : '',
      freeText: freeText.has(key) || (answered && !starts && key !== ''),
    };
  });
}

export const surveymonkey: Layout = {
  key: 'surveymonkey',
  name: 'SurveyMonkey',
  recognise,
  toTable: (whole) => {
    const { sheet, above } = withoutTitle(whole);
    const headerRows = hasSecondRow(sheet) ? 2 : 1;
    return buildTable(whole, {
      layout: 'surveymonkey',
      layoutName: 'SurveyMonkey',
      evidence: recognise(whole).evidence,
      headings: headings(sheet.rows[0] ?? [], headerRows === 2 ? (sheet.rows[1] ?? []) : []),
      firstRow: above + headerRows,
    });
  },
};
