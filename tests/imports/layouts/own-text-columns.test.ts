import { describe, expect, test } from '@jest/globals';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { recogniseLayout } from '../../../src/imports/layouts/recognise-layout.js';

const tableOf = (rows: string[][]) =>
  recogniseLayout({ format: 'csv', sheets: [{ name: 'views', rows }], notes: [] }, 'views.csv');

/** Questions with their answers and how often each was given. */
const questions = (rows: string[][]) =>
  guessMapping(tableOf(rows)).questions.map(({ text, kind, options }) => ({
    text,
    kind,
    counts: Object.fromEntries(options.map(({ label, count }) => [label, count])),
  }));

describe('Typeform’s columns of one option each', () => {
  const rows = [
    ['#', 'Who helps?', 'Other', 'chess', 'art', 'None', 'Other', 'Submit Date (UTC)'],
    ['a1', 'Staff', '', 'chess', 'art', '', '', '2016-03-29 21:23:43'],
    ['a2', '', 'My aunt', '', 'art', '', 'walks', '2016-03-29 21:24:43'],
    ['a3', 'Friends', '', '', '', 'None', '', '2016-03-29 21:25:43'],
    ['a4', 'Staff', '', '', '', '', '', '2016-03-29 21:26:43'],
  ];

  test('are one question, with the words behind its “Other”', () => {
    expect(questions(rows)).toEqual([
      { text: 'Who helps?', kind: 'single', counts: { Staff: 2, Friends: 1, Other: 1 } },
      {
        text: 'chess, art, None',
        kind: 'multiple',
        counts: { chess: 1, art: 2, None: 1, Other: 1 },
      },
    ]);
  });

  test('are said to have no wording in the file', () => {
    expect(tableOf(rows).notes).toContain(
      'Columns D to F are the options of one question whose wording is not in the file; it is called “chess, art, None”.',
    );
  });
});

test('options under headings that repeat them are gathered by what stands before, the unchosen too', () => {
  const rows = [
    ['ID', '3. Chess.', '3. Golf.', '3. Art.', '4. Staff.', '4. Friends.', '5. Do you agree?'],
    ['1', 'Chess.', '', '', 'Staff.', '', 'Yes'],
    ['2', 'Chess.', '', ' Art.', '', 'Friends.', 'No'],
    ['3', '', '', 'Art.', '', 'Friends.', 'Yes'],
  ];
  expect(questions(rows).slice(0, 2)).toEqual([
    { text: '3.', kind: 'multiple', counts: { 'Chess.': 2, 'Golf.': 0, 'Art.': 2 } },
    { text: '4.', kind: 'multiple', counts: { 'Staff.': 1, 'Friends.': 2 } },
  ]);
});

test('options under numbered codes are gathered where the cells say what was not selected', () => {
  const no = 'Not selected';
  const rows = [
    ['q1', 'q4_0001', 'q4_0002', 'q4_0003', 'q5_1', 'q5_2'],
    ['Yes', 'My mother', no, no, 'Often', 'Rarely'],
    ['Yes', 'My mother', 'My friends', no, 'Rarely', 'Rarely'],
    ['No', 'NA', 'NA', 'NA', 'Often', 'Often'],
    ['Yes', no, no, 'None of the above', 'Often', 'Rarely'],
  ];
  expect(questions(rows).find(({ text }) => text === 'q4')).toEqual({
    text: 'q4',
    kind: 'multiple',
    counts: { 'My mother': 2, 'My friends': 1, 'None of the above': 1, NA: 1 },
  });
  expect(questions(rows).map(({ text }) => text)).toEqual(['q1', 'q4', 'q5_1', 'q5_2']);
});

test('one response, and scales answered alike by everybody, stay questions of their own', () => {
  const one = [
    ['Chess', 'Art', 'q5_1', 'q5_2'],
    ['Chess', 'Art', 'Often', 'Rarely'],
  ];
  expect(tableOf(one).columns.map(({ subheader }) => subheader)).toEqual(['', '', '', '']);
  const alike = [
    ['q5_1', 'q5_2'],
    ['Agree', 'Disagree'],
    ['', 'Disagree'],
    ['Agree', ''],
  ];
  expect(tableOf(alike).columns.map(({ subheader }) => subheader)).toEqual(['', '']);
});
