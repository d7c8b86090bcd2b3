import { describe, expect, test } from '@jest/globals';
import type { SurveyTable, TableColumn } from '../../../src/imports/import-types.js';
import { recogniseLayout } from '../../../src/imports/layouts/recognise-layout.js';

const tableOf = (rows: string[][]): SurveyTable =>
  recogniseLayout({ format: 'csv', sheets: [{ name: 'views', rows }], notes: [] }, 'views.csv');

const heading = ({ header, subheader, known, freeText }: TableColumn) =>
  [header, subheader, known ?? '', freeText ? 'words' : ''].join(' | ');
const headings = (rows: string[][]) => tableOf(rows).columns.map(heading);

describe('Google Forms', () => {
  test('is known by its timestamp in the language of the form', () => {
    const rows = [
      ['Carimbo de data/hora', 'What helped?'],
      ['2019/11/27 12:06:07', 'School, Friends'],
    ];
    expect(headings(rows)).toEqual(['Carimbo de data/hora |  | date | ', 'What helped? |  |  | ']);
    expect(tableOf(rows)).toMatchObject({ layout: 'google-forms', multipleSeparator: ', ' });
  });

  test('parts answers with “;” in its own download, which says the time zone', () => {
    const rows = [
      ['Timestamp', 'What helped?'],
      ['2022/06/22 11:07:29 AM AST', 'School (lessons, clubs);Friends'],
    ];
    expect(tableOf(rows).multipleSeparator).toBe(';');
  });

  test('marks and feedback of a quiz are its own', () => {
    const rows = [
      ['Timestamp', 'Who helps?', 'Who helps? [Score]', 'Who helps? [Feedback]'],
      ['27/11/2019 12:06:07', 'Staff', '1 / 1', ''],
    ];
    expect(tableOf(rows).columns.map(({ known }) => known)).toEqual([
      'date',
      undefined,
      'technical',
      'technical',
    ]);
  });
});

describe('LimeSurvey with codes and text', () => {
  test('knows its own columns, timings and the words behind “Other”', () => {
    const rows = [
      [
        'id. Response ID',
        'submitdate. Date submitted',
        'lastpage. Last page',
        'startlanguage. Start language',
        'Q2. Who helps you?',
        'Q2[other]. Who helps you? [Other]',
        'Q3[A]. Do you agree? [I am safe]',
        'Q3[B]. Do you agree? [I am bored]',
        'groupTime12. Group time: About you',
        'Q2Time. Question time: Q2',
      ],
      ['1', '2021-03-01 10:00:00', '4', 'en', 'Staff', '', 'Agree', 'Disagree', '9.5', '2.1'],
    ];
    expect(headings(rows)).toEqual([
      'id. Response ID |  | response_id | ',
      'submitdate. Date submitted |  | date | ',
      'lastpage. Last page |  | technical | ',
      'startlanguage. Start language |  | technical | ',
      'Who helps you? |  |  | ',
      'Who helps you? | Other |  | words',
      'Do you agree? | I am safe |  | ',
      'Do you agree? | I am bored |  | ',
      'groupTime12. Group time: About you |  | technical | ',
      'Q2Time. Question time: Q2 |  | technical | ',
    ]);
    expect(tableOf(rows).layout).toBe('limesurvey');
  });

  test('is known by the number of the response alone', () => {
    const rows = [
      ['id. Response ID', 'T01. Staff listen to me.'],
      ['11', 'Agree'],
    ];
    expect(tableOf(rows).layout).toBe('limesurvey');
    expect(headings(rows)[1]).toBe('Staff listen to me. |  |  | ');
  });
});

test('SurveyMonkey is known where most questions have a column for each option', () => {
  const rows = [
    ['Where do you live?', 'Who helps?', '', '', '', 'What else?'],
    ['Response', 'Staff', 'Friends', 'School', 'Other (please specify)', 'Open-Ended Response'],
    ['North', 'Staff', '', 'School', '', 'More trips'],
    ['South', '', '', '', 'My aunt', ''],
  ];
  expect(tableOf(rows)).toMatchObject({ layout: 'surveymonkey', sourceRows: [3, 4] });
  expect(headings(rows)).toEqual([
    'Where do you live? |  |  | ',
    'Who helps? | Staff |  | ',
    'Who helps? | Friends |  | ',
    'Who helps? | School |  | ',
    'Who helps? | Other (please specify) |  | words',
    'What else? |  |  | words',
  ]);
});

test('LimeSurvey’s N/A beside Yes and No says that the question was not shown', () => {
  const rows = [
    ['id', 'lastpage', 'startlanguage', 'submitdate', 'Q1[a]', 'Q1[b]', 'Q2'],
    ['1', '4', 'en', '2021-03-01', 'Yes', 'No', 'N/A'],
    ['2', '4', 'en', '2021-03-02', 'N/A', 'N/A', 'Good'],
  ];
  expect(tableOf(rows).columns.map(({ missing }) => missing)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    [{ text: 'N/A', kind: 'not_asked' }],
    [{ text: 'N/A', kind: 'not_asked' }],
    undefined,
  ]);
});

test('Kobo’s “separate columns” are options where they hold ticks, and questions of a page where not', () => {
  const rows = [
    ['page/why/old', 'page/why/ill', 'page/safe', 'page/fed', 'note', '_uuid', '_submission_time'],
    ['1', '0', 'yes', 'no', 'n/a', 'u1', '2015-06-15T12:14:43'],
    ['True', 'False', 'no', 'no', 'good', 'u2', '2015-06-15T12:15:43'],
  ];
  expect(headings(rows).slice(0, 5)).toEqual([
    'page/why | old |  | ',
    'page/why | ill |  | ',
    'page/safe |  |  | ',
    'page/fed |  |  | ',
    'note |  |  | ',
  ]);
  expect(tableOf(rows).rows.map((row) => row[4])).toEqual(['', 'good']);
});

test('what Qualtrics adds to the answers is its own', () => {
  const columns = [
    ['Q1_First Click', 'Timing - First Click', 'QID1_FIRST_CLICK'],
    ['Q2_Browser', 'Browser Meta Info - Browser', 'QID2_BROWSER'],
    ['Q3_NPS_GROUP', 'Would you recommend us? - Group', 'QID3_NPS_GROUP'],
    ['Q3', 'Would you recommend us?', 'QID3'],
    ['Q4 - Topics', 'What else? - Topics', 'QID4_TEXT_a1'],
    ['Q4', 'What else?', 'QID4_TEXT'],
    ['SC0', 'Score', 'SC_0'],
  ];
  const rows = [
    columns.map(([code]) => code ?? ''),
    columns.map(([, wording]) => wording ?? ''),
    columns.map(([, , id]) => `{"ImportId":"${id}"}`),
    ['1.2', 'Chrome', 'Promoter', '9', 'Unknown', 'More trips', '3'],
  ];
  expect(tableOf(rows).columns.map(({ known }) => known)).toEqual([
    'technical',
    'technical',
    'technical',
    undefined,
    'technical',
    undefined,
    'technical',
  ]);
});

test('SurveyMonkey is known under a title that somebody put above it', () => {
  const rows = [
    ['Views of carers, spring'],
    [''],
    ['Respondent ID', 'Collector ID', 'Who helps?', ''],
    ['', '', 'Staff', 'Friends'],
    ['1', '7', 'Staff', ''],
    ['2', '7', 'Staff', 'Friends'],
  ];
  expect(tableOf(rows)).toMatchObject({ layout: 'surveymonkey', sourceRows: [5, 6] });
  expect(headings(rows).slice(2)).toEqual([
    'Who helps? | Staff |  | ',
    'Who helps? | Friends |  | ',
  ]);
});
