import { describe, expect, test } from '@jest/globals';
import type { SurveyTable, TableColumn } from '../../../src/imports/import-types.js';
import { recogniseLayout } from '../../../src/imports/layouts/recognise-layout.js';

const tableOf = (rows: string[][]): SurveyTable =>
  recogniseLayout({ format: 'xlsx', sheets: [{ name: 'Sheet1', rows }], notes: [] }, 'views.xlsx');

const heading = ({ header, subheader, code, known }: TableColumn) =>
  [header, subheader, code, known ?? ''].join(' | ');
const headings = (rows: string[][]) => tableOf(rows).columns.map(heading);

/** Every platform's own columns, with cells for two responses. */
const own = (headers: string[]) => [headers, headers.map(() => 'x'), headers.map(() => 'y')];

test('ODK Central is known by SubmissionDate, and KEY is the number of the response', () => {
  const rows = own(['SubmissionDate', 'age', 'likes', 'meta-instanceID', 'KEY', 'SubmitterName']);
  expect(headings(rows)).toEqual([
    'SubmissionDate |  | SubmissionDate | date',
    'age |  | age | ',
    'likes |  | likes | ',
    'meta-instanceID |  | meta-instanceID | technical',
    'KEY |  | KEY | response_id',
    'SubmitterName |  | SubmitterName | personal',
  ]);
  expect(tableOf(rows).multipleSeparator).toBe(' ');
});

test('Snap says itself what was not asked and what was not answered', () => {
  const table = tableOf([
    ['ID.respondent', 'ID.date', 'ID.anything', 'Are you safe?', 'Why?'],
    ['1', '14/01/2013', 'a', 'Yes', 'Not asked'],
    ['2', '15/01/2013', 'b', 'No reply', 'Because'],
  ]);
  expect(table).toMatchObject({
    layout: 'snap',
    notAskedTexts: expect.arrayContaining(['Not asked']),
  });
  expect(table.columns.map(({ known }) => known)).toEqual([
    'response_id',
    'date',
    'technical',
    undefined,
    undefined,
  ]);
  expect(table.rows.map((row) => row.slice(3))).toEqual([
    ['Yes', 'Not asked'],
    ['', 'Because'],
  ]);
});

describe('a SurveyMonkey export that was changed before it was passed on', () => {
  test('without the columns about the respondent is known by the row under its questions', () => {
    const table = tableOf([
      [
        'Who employs you?',
        'Do you take part?',
        '',
        'Would you recommend us?',
        '',
        'Anything else?',
      ],
      ['Response', 'Response', 'If yes, how?', 'Response', 'Comments:', 'Open-Ended Response'],
      ['A charity', 'Yes', 'Weekly calls', '9', '', 'No'],
    ]);
    expect(table).toMatchObject({ layout: 'surveymonkey', sourceRows: [3] });
    expect(table.columns.map(({ freeText }) => freeText ?? false)).toEqual([
      false,
      false,
      true,
      false,
      true,
      true,
    ]);
  });

  test('with one row of headers is read from its second row', () => {
    const table = tableOf([
      ['Respondent ID', 'Collector ID', 'End Date', 'Are you safe?'],
      ['10249522900', '216437765', '10/01/2018 2:16:15 PM', 'Yes'],
      ['10248186342', '216437765', '09/30/2018 10:00:19 AM', 'No'],
    ]);
    expect(table).toMatchObject({ layout: 'surveymonkey', sourceRows: [2, 3] });
    expect(table.columns[3]?.header).toBe('Are you safe?');
  });
});

describe('a Qualtrics export of which header rows were deleted', () => {
  const codes = ['StartDate', 'EndDate', 'Progress', 'Finished', 'RecordedDate', 'ResponseId'];
  const wordings = [
    ...codes.slice(0, 5),
    'Response ID',
    'How good is - Food',
    'How good is - School',
  ];
  const answers = ['a', 'b', '100', 'True', '2013-02-18', 'R_1', 'Good', 'Poor'];

  test('has its wordings in the second row where that is left', () => {
    const table = tableOf([[...codes, 'Q2_1', 'Q2_2'], wordings, answers]);
    expect(table).toMatchObject({ layout: 'qualtrics', sourceRows: [3] });
    expect(table.columns.slice(4).map(heading)).toEqual([
      'RecordedDate |  | RecordedDate | date',
      'Response ID |  | ResponseId | response_id',
      'How good is | Food | Q2_1 | ',
      'How good is | School | Q2_2 | ',
    ]);
  });

  test('or only the codes of its columns', () => {
    const table = tableOf([[...codes, 'Q2_1', 'Q2_2'], answers]);
    expect(table).toMatchObject({ layout: 'qualtrics', sourceRows: [2] });
    expect(table.columns.at(-1)?.header).toBe('Q2_2');
  });
});
