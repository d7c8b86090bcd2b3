import { describe, expect, test } from '@jest/globals';
import type { SurveyTable, TableColumn } from '../../../src/imports/import-types.js';
import { recogniseLayout } from '../../../src/imports/layouts/recognise-layout.js';

const tableOf = (rows: string[][]): SurveyTable =>
  recogniseLayout({ format: 'xlsx', sheets: [{ name: 'Sheet1', rows }], notes: [] }, 'views.xlsx');

const heading = ({ header, subheader, code, known }: TableColumn) =>
  [header, subheader, code, known ?? ''].join(' | ');
const headings = (rows: string[][]) => tableOf(rows).columns.map(heading);

describe('Qualtrics', () => {
  const importIds = ['endDate', '_recordId', 'QID1', 'QID2_1', 'QID2_2', 'QID3_TEXT'];
  const rows = [
    ['EndDate', 'ResponseId', 'Q1', 'Q2_1', 'Q2_2', 'Q3_5_TEXT'],
    [
      'End Date',
      'Response ID',
      '<p>Do you feel <b>safe</b>&nbsp;here?</p>',
      'How good is - Food',
      'How good is - School - and college',
      'What is good?',
    ],
    importIds.map((id) => `{"ImportId":"${id}"}`),
    ['2013-02-28', 'R_1', 'Yes', '4', '2', 'The staff'],
  ];

  test('three header rows give wording, option and ImportId', () => {
    expect(headings(rows)).toEqual([
      'End Date |  | endDate | date',
      'Response ID |  | _recordId | response_id',
      'Do you feel safe here? |  | QID1 | ',
      'How good is | Food | QID2_1 | ',
      'How good is | School - and college | QID2_2 | ',
      'What is good? |  | QID3_TEXT | ',
    ]);
    const table = tableOf(rows);
    expect(table).toMatchObject({ layout: 'qualtrics', sourceRows: [4] });
    expect(table.columns[5]?.freeText).toBe(true);
  });

  test('“Selected Choice” stands for the question itself', () => {
    const chosen = [
      ['ResponseId', 'Q1', 'Q1_4_TEXT', 'Q2_1', 'Q2_2'],
      [
        'Response ID',
        'Who helps? - Selected Choice',
        'Who helps? - Other - Text',
        'Which days? - Selected Choice - Monday',
        'Which days? - Selected Choice - Friday',
      ],
      ['_recordId', 'QID1', 'QID1_4_TEXT', 'QID2_1', 'QID2_2'].map((id) => `{"ImportId":"${id}"}`),
      ['R_1', 'Other', 'My dog', 'Monday', ''],
    ];
    expect(headings(chosen).slice(1)).toEqual([
      'Who helps? |  | QID1 | ',
      'Who helps? | Other - Text | QID1_4_TEXT | ',
      'Which days? | Monday | QID2_1 | ',
      'Which days? | Friday | QID2_2 | ',
    ]);
  });

  test('the legacy form has two header rows', () => {
    const table = tableOf([
      ['V1', 'V2', 'Q1'],
      ['ResponseID', 'ResponseSet', 'Do you feel safe?'],
      ['R_1', 'Default', 'Yes'],
    ]);
    expect(table.layout).toBe('qualtrics');
    expect(table.columns.map(heading)).toEqual([
      'ResponseID |  | V1 | response_id',
      'ResponseSet |  | V2 | technical',
      'Do you feel safe? |  | Q1 | ',
    ]);
    expect(table.rows).toEqual([['R_1', 'Default', 'Yes']]);
  });
});

describe('SurveyMonkey', () => {
  test('a blank top cell inherits the question from the left', () => {
    const table = tableOf([
      ['Respondent ID', 'Start Date', 'End Date', 'Tick all', '', '', 'Why?'],
      ['', '', '', 'Food', 'Beds', 'Other (please specify)', 'Open-Ended Response'],
      ['1', '2013-01-01', '2013-01-02', 'Food', '', 'the dog', 'because'],
    ]);
    expect(table.layout).toBe('surveymonkey');
    expect(table.columns.map(heading)).toEqual([
      'Respondent ID |  |  | response_id',
      'Start Date |  |  | technical',
      'End Date |  |  | date',
      'Tick all | Food |  | ',
      'Tick all | Beds |  | ',
      'Tick all | Other (please specify) |  | ',
      'Why? |  |  | ',
    ]);
    expect(table.columns.map((column) => column.freeText ?? false)).toEqual([
      ...Array.from({ length: 5 }, () => false),
      true,
      true,
    ]);
  });
});

describe('SmartSurvey', () => {
  const own = ['UserID', 'UserNo', 'Name', 'Email', 'IP Address', 'Unique ID', 'Started', 'Ended'];
  const person = ['7', '1', '', '', '10.0.0.1', 'x1', '01/02/2013 10:00', '01/02/2013 10:09'];
  const blank = own.map(() => '');

  test.each([
    [
      'two sub-header rows',
      [
        [...blank, '', 'Food', 'Beds'],
        [...blank, '', 'How good?', 'How good?'],
      ],
      'Food - How good?',
    ],
    ['one sub-header row', [[...blank, '', 'Food', 'Beds']], 'Food'],
    ['a blank sub-header row', [[...blank, '', '', '']], ''],
  ])('%s are read', (_what, below, subheader) => {
    const top = [...own, 'Do you feel safe?', 'Rate each', subheader === '' ? 'Beds' : ''];
    const table = tableOf([top, ...below, [...person, 'Yes', '-', 'Good']]);
    expect(table.layout).toBe('smartsurvey');
    expect(table.notAskedTexts).toEqual(['-']);
    expect(table.rows).toEqual([[...person, 'Yes', '-', 'Good']]);
    expect(table.columns[9]).toMatchObject({ header: 'Rate each', subheader });
    expect(table.columns.slice(0, 8).map((column) => column.known)).toEqual([
      'response_id',
      'technical',
      'personal',
      'personal',
      'personal',
      'technical',
      'technical',
      'date',
    ]);
  });
});

describe('platforms with one header row', () => {
  test('Microsoft Forms keeps the 2 of a repeated title', () => {
    const table = tableOf([
      ['ID', 'Start time', 'Completion time', 'Email', 'Name', 'Why?', 'Why?2', 'Points - Why?'],
      ['1', '2013-02-28T10:00:00', '2013-02-28T10:05:00', 'anonymous', '', 'a;b;', 'c', ''],
    ]);
    expect(table).toMatchObject({ layout: 'microsoft-forms', multipleSeparator: ';' });
    expect(table.columns.map((column) => [column.header, column.known ?? ''])).toEqual([
      ['ID', 'response_id'],
      ['Start time', 'technical'],
      ['Completion time', 'date'],
      ['Email', 'personal'],
      ['Name', 'personal'],
      ['Why?', ''],
      ['Why?2', ''],
      ['Points - Why?', 'technical'],
    ]);
  });

  test('Google Forms splits grids and leaves a lone bracket alone', () => {
    const rows = [
      ['Timestamp', 'Rate [Food]', 'Rate [Beds]', 'Age [in years]'],
      ['28/02/2013 10:00:00', 'Good', 'Bad', '9'],
    ];
    expect(headings(rows)).toEqual([
      'Timestamp |  |  | date',
      'Rate | Food |  | ',
      'Rate | Beds |  | ',
      'Age [in years] |  |  | ',
    ]);
    expect(tableOf(rows)).toMatchObject({ layout: 'google-forms', multipleSeparator: ', ' });
  });

  test('LimeSurvey reads codes, and codes with text', () => {
    const own = ['id', 'submitdate', 'lastpage', 'startlanguage', 'seed'];
    const person = ['1', '2013-02-28', '3', 'en', '99'];
    expect(
      headings([
        [...own, 'G1[SQ001]', 'Q2'],
        [...person, 'Y', 'x'],
      ]).slice(5),
    ).toEqual(['G1 | SQ001 | G1[SQ001] | ', 'Q2 |  | Q2 | ']);
    const texts = ['Response ID', 'Date submitted', 'Last page', 'Start language', 'Seed'];
    const both = [...texts, 'G1[SQ001]. Rate [Food]', 'G1[SQ002]. Rate [Beds]'];
    expect(headings([both, [...person, '4', '2']]).slice(5)).toEqual([
      'Rate | Food | G1[SQ001] | ',
      'Rate | Beds | G1[SQ002] | ',
    ]);
  });

  test('Alchemer splits "Option:Question" where the question is shared', () => {
    const own = ['Response ID', 'Time Started', 'Date Submitted', 'Status'];
    const rows = [
      [...own, 'Food:Which: of these?', 'Beds:Which: of these?', 'Note: why?'],
      ['1', '2013-02-28', '2013-02-28', 'Complete', 'Food', '', 'x'],
    ];
    expect(tableOf(rows).layout).toBe('alchemer');
    expect(headings(rows).slice(4)).toEqual([
      'Which: of these? | Food |  | ',
      'Which: of these? | Beds |  | ',
      'Note: why? |  |  | ',
    ]);
  });

  test('Typeform titles lose their emphasis marks', () => {
    const rows = [
      ['#', 'How is *the [food](https://example.org)*?', 'snake_case_name', 'Submit Date (UTC)'],
      ['a1', 'Good', 'x', '2013-02-28'],
    ];
    expect(tableOf(rows).layout).toBe('typeform');
    expect(headings(rows).slice(1, 3)).toEqual([
      'How is the food? |  |  | ',
      'snake_case_name |  |  | ',
    ]);
  });

  test('KoboToolbox and REDCap name the option of a column', () => {
    const kobo = [
      ['likes', 'likes/food', '_id', '_uuid', '_submission_time', '_index'],
      ['food', '1', '5', 'u', '2013-02-28', '1'],
    ];
    expect(tableOf(kobo).layout).toBe('kobo');
    expect(headings(kobo)[1]).toBe('likes | food | likes/food | ');
    const redcap = [
      ['record_id', 'likes___1', 'form_1_complete'],
      ['1', '0', '2'],
    ];
    expect(tableOf(redcap).layout).toBe('redcap');
    expect(headings(redcap)[1]).toBe('likes | 1 | likes___1 | ');
  });
});
