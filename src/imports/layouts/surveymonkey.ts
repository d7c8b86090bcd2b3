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

function recognise({ rows }: SourceSheet): Recognition {
  const [top = [], below = []] = rows;
  const keys = below.map(headerKey);
  const ownHeaders = top.filter((cell, column) => own.has(headerKey(cell)) && keys[column] === '');
  const named = keys.filter((key) => placeholders.has(key)).length;
  const inherited = keys.filter((key, column) => key !== '' && !top[column]?.trim()).length;
  if (ownHeaders.length === 0 || below.every((cell) => cell.trim() === '')) return notRecognised;
  if (named + inherited === 0) return notRecognised;
  const evidence = [
    `Row 1 begins with ${ownHeaders.slice(0, 3).join(', ')}, as SurveyMonkey’s exports do.`,
    named > 0
      ? 'Row 2 says “Response” or “Open-Ended Response” under the questions.'
      : 'Row 2 holds the options of the questions in row 1.',
  ];
  return { score: named > 0 ? 0.95 : 0.8, evidence };
}

function heading({ header, subheader }: { header: string; subheader: string }): ColumnHeading {
  const known = own.get(headerKey(header));
  const below = headerKey(subheader);
  return {
    header,
    subheader: placeholders.has(below) ? '' : subheader,
    known: subheader === '' ? known : '',
    freeText: freeText.has(below),
  };
}

export const surveymonkey: Layout = {
  key: 'surveymonkey',
  name: 'SurveyMonkey',
  recognise,
  toTable: (sheet) =>
    buildTable(sheet, {
      layout: 'surveymonkey',
      layoutName: 'SurveyMonkey',
      evidence: recognise(sheet).evidence,
      headings: pairHeaders(sheet.rows[0] ?? [], sheet.rows[1] ?? []).map(heading),
      firstRow: 2,
    }),
};
