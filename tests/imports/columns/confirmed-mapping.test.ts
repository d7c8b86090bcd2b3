import { describe, expect, test } from '@jest/globals';
import { editMapping } from '../../../src/imports/columns/edit-mapping.js';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { questionOf, surveyTable, times } from '../survey-table.js';

const headers = ['Safe?', 'Bullied?', 'Fair?', 'Area'];
const thisYear = surveyTable(headers, [
  ...times(9, 'Yes', 'No', '', 'North'),
  ...times(7, 'No', 'Yes', 'Yes', 'South'),
]);
const nextYear = surveyTable(headers, [
  ...times(9, 'yes', 'No', 'Yes', 'North'),
  ...times(7, 'Perhaps', 'Yes', 'No', 'South'),
]);

describe('what an officer changed', () => {
  const mapping = guessMapping(thisYear);
  const edited = editMapping(thisYear, mapping, {
    columns: [
      { position: 0, role: 'closed' },
      { position: 3, role: 'region' },
    ],
    questions: [
      {
        key: 'safe',
        options: [
          { label: 'Yes', polarity: 'neutral' },
          { label: 'No', polarity: 'excluded' },
        ],
        askedOfAll: true,
        dontKnowInBase: false,
      },
      { key: 'fair', options: [], askedOfAll: true, dontKnowInBase: true },
    ],
  });

  test('is in the mapping: roles, polarities, bases', () => {
    expect(mapping.questions.map(({ key }) => key)).toEqual(['safe', 'bullied', 'fair', 'area']);
    expect(edited.questions.map(({ key }) => key)).toEqual(['safe', 'bullied', 'fair']);
    expect(edited.columns[3]).toMatchObject({ role: 'region', reason: 'As you chose.' });
    expect(questionOf(edited, 'Safe?')).toMatchObject({
      dontKnowInBase: false,
      options: [
        { label: 'Yes', polarity: 'neutral' },
        { label: 'No', polarity: 'excluded' },
      ],
    });
    expect(questionOf(edited, 'Bullied?').reason).toBe(questionOf(mapping, 'Bullied?').reason);
    expect(questionOf(mapping, 'Fair?').base?.questionKey).toBe('bullied');
    expect(questionOf(edited, 'Fair?')).toMatchObject({
      askedOfAll: true,
      base: { questionKey: 'bullied' },
    });
  });

  test('can be taken back: a base put aside still stands to be chosen', () => {
    const back = editMapping(thisYear, edited, {
      columns: [],
      questions: [{ key: 'fair', options: [], askedOfAll: false, dontKnowInBase: true }],
    });
    expect(questionOf(back, 'Fair?')).toMatchObject({
      askedOfAll: false,
      base: questionOf(mapping, 'Fair?').base,
    });
  });

  test('looks for another base where its question is no question any more', () => {
    const without = editMapping(thisYear, mapping, {
      columns: [{ position: 1, role: 'ignore' }],
      questions: [],
    });
    expect(questionOf(without, 'Fair?').base?.questionKey).toBe('safe');
  });

  test('is kept for next year’s file, with its new answers beside it', () => {
    const next = guessMapping(nextYear, edited);
    expect(next.columns[3]?.role).toBe('region');
    expect(questionOf(next, 'Safe?').options).toMatchObject([
      { label: 'Yes', polarity: 'neutral', count: 9 },
      { label: 'Perhaps', polarity: 'neutral', count: 7 },
    ]);
    expect(questionOf(next, 'Fair?').askedOfAll).toBe(true);
  });
});

test('of two columns with one wording each keeps its own role', () => {
  const twice = surveyTable(['Note', 'Note'], times(6, '', 'Yes'));
  const first = guessMapping(twice);
  expect(first.columns.map(({ role }) => role)).toEqual(['ignore', 'closed']);
  expect(guessMapping(twice, first).columns.map(({ role }) => role)).toEqual(['ignore', 'closed']);
});

test('rows of a grid share their scale, rows of different answers do not', () => {
  const grid = surveyTable(
    ['Rate | Food', 'Rate | Beds', 'Rate | Colour'],
    [
      ...times(4, '1', '1', 'red'),
      ...times(4, '2', '2', 'blue'),
      ...times(4, '3', '3', 'green'),
      ...times(4, '4', '4', 'pink'),
      ...times(4, '5', '4', 'grey'),
    ],
  );
  const labels = (text: string) =>
    questionOf(guessMapping(grid), text).options.map(({ label }) => label);
  expect(labels('Rate: Beds')).toEqual(['1', '2', '3', '4']);
  const proper = surveyTable(
    ['Rate | Food', 'Rate | Beds'],
    grid.rows.map((row) => row.slice(0, 2)),
  );
  expect(
    questionOf(guessMapping(proper), 'Rate: Beds').options.map(({ label, count }) => [
      label,
      count,
    ]),
  ).toEqual([
    ['1', 4],
    ['2', 4],
    ['3', 4],
    ['4', 8],
    ['5', 0],
  ]);
});
