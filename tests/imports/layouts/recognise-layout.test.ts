import { describe, expect, test } from '@jest/globals';
import { ViewfinderError } from '../../../src/errors.js';
import type { SourceSheet } from '../../../src/imports/import-types.js';
import { recogniseLayout } from '../../../src/imports/layouts/recognise-layout.js';

const recognise = (...sheets: SourceSheet[]) =>
  recogniseLayout({ format: 'xlsx', sheets, notes: [] }, 'views.xlsx');
const sheet = (rows: string[][], name = 'Sheet1'): SourceSheet => ({ name, rows });

function refusalOf(...sheets: SourceSheet[]): string {
  try {
    recognise(...sheets);
  } catch (error) {
    if (error instanceof ViewfinderError && error.kind === 'invalid') return error.message;
    throw error;
  }
  return '';
}

describe('a plain table', () => {
  test('titles above the headers are left out and noted', () => {
    const table = recognise(
      sheet([
        ['Children’s views 2013'],
        [],
        ['Home', 'Feels safe?', 'Why?'],
        ['Oak', ' Yes ', ''],
        ['', '', ''],
        ['Elm', 'No', 'noise'],
      ]),
    );
    expect(table.layout).toBe('plain');
    expect(table.columns.map((column) => column.header)).toEqual(['Home', 'Feels safe?', 'Why?']);
    expect(table.rows).toEqual([
      ['Oak', 'Yes', ''],
      ['Elm', 'No', 'noise'],
    ]);
    expect(table.sourceRows).toEqual([4, 6]);
    expect(table.notes).toEqual(['A line above the headers in row 3 was left out.']);
  });

  test('repeated headers are kept apart by their position', () => {
    const table = recognise(
      sheet([
        ['Why?', '__proto__', 'Why?'],
        ['a', 'b', 'c'],
      ]),
    );
    expect(table.columns.map(({ position, letter, header }) => [position, letter, header])).toEqual(
      [
        [0, 'A', 'Why?'],
        [1, 'B', '__proto__'],
        [2, 'C', 'Why?'],
      ],
    );
  });

  test('rows longer than the headers keep their cells and are named', () => {
    const table = recognise(sheet([['a', 'b'], ['1', '2', '', ''], ['1', '2', '3'], ['4']]));
    expect(table.columns.map((column) => column.header)).toEqual(['a', 'b', 'Column C']);
    expect(table.rows).toEqual([
      ['1', '2', ''],
      ['1', '2', '3'],
      ['4', '', ''],
    ]);
    expect(table.notes).toEqual([
      'Row 3 has more cells than the header row; the extra cells were kept in columns of their own. Check for a separator inside an answer.',
    ]);
  });

  test('a column without header is kept where it has answers', () => {
    const table = recognise(
      sheet([
        ['a', '', 'c', ''],
        ['1', '2', '3', ''],
      ]),
    );
    expect(table.columns.map((column) => column.header)).toEqual(['a', 'Column B', 'c']);
    expect(table.notes).toEqual(['Column B has answers but no header; it is called “Column B”.']);
  });

  test('a comparison sign in a header is no mark-up', () => {
    const table = recognise(
      sheet([
        ['weight <= 50kg<br>or less', 'b'],
        ['1', '2'],
      ]),
    );
    expect(table.columns[0]?.header).toBe('weight <= 50kg or less');
  });
});

describe('choosing among sheets', () => {
  const responses = sheet(
    [
      ['Timestamp', 'Feels safe?', 'Why?'],
      ['28/02/2013', 'Yes', ''],
    ],
    'Form responses 1',
  );
  const totals = sheet(
    [
      ['Answer Choices', 'Response Percent', 'Response Count'],
      ['Yes', '51%', '51'],
      ['No', '49%', '49'],
      ['', 'Answered', '100'],
    ],
    'Question 1',
  );

  test('the sheet of responses is taken and the others named', () => {
    const table = recognise(totals, sheet([], 'Blank'), responses);
    expect(table.sheet).toBe('Form responses 1');
    expect(table.notes).toEqual([
      'The responses were taken from sheet “Form responses 1”; not read: “Question 1”.',
    ]);
  });

  test('where another sheet may hold responses too, it is said which was taken and why', () => {
    const more = sheet([...responses.rows, ['01/03/2013', 'No', 'Noise']], 'Form responses 2');
    const table = recognise(responses, more);
    expect(table.sheet).toBe('Form responses 2');
    expect(table.notes).toEqual([
      'The responses were taken from sheet “Form responses 2”; not read: “Form responses 1”. “Form responses 1” may hold responses too; “Form responses 2” was taken because it holds most. To import another, save that sheet as a file of its own.',
    ]);
  });

  test('a plain sheet of responses is found beside totals', () => {
    const plainRows = [
      ['Home', 'Feels safe?', 'Listened to?', 'Why?'],
      ['Oak', 'Yes', 'No', ''],
      ['Elm', 'No', 'No', 'noise'],
    ];
    expect(recognise(totals, sheet(plainRows, 'Everyone')).sheet).toBe('Everyone');
  });

  test('totals alone are refused and the remedy named', () => {
    expect(refusalOf(totals)).toMatch(
      /^“views.xlsx” holds totals, not responses \(.*\); export the individual responses/,
    );
  });

  test('a crosstab of shares is refused without any of their words', () => {
    const rows = [
      ['', 'Boys', 'Girls'],
      ['Always', '0.51', '0.48'],
      ['Often', '0.29', '0.22'],
      ['Never', '0.20', '0.30'],
    ];
    expect(refusalOf(sheet(rows))).toContain('holds totals, not responses');
  });

  test('numeric answers with whole codes are no totals', () => {
    const rows = [['id', 'q1', 'q2'], ...Array.from({ length: 9 }, (_, i) => [`${i}`, '1', '5'])];
    expect(recognise(sheet(rows)).rows.length).toBe(9);
  });

  test.each([
    [
      'headers alone',
      [['Home', 'Feels safe?']],
      'has headers but no row of responses on sheet “Sheet1”',
    ],
    ['nothing', [], 'holds no text or numbers'],
  ])('%s are refused', (_what, rows, sentence) => {
    expect(refusalOf(sheet(rows))).toContain(`“views.xlsx” ${sentence}`);
  });
});
