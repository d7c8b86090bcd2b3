import { describe, expect, test } from '@jest/globals';
import { describeDoubts } from '../../../src/imports/columns/doubtful-rows.js';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import type { SurveyTable } from '../../../src/imports/import-types.js';
import { questionOf, surveyTable, times } from '../survey-table.js';

const doubts = (table: SurveyTable) => describeDoubts(table, guessMapping(table).columns);

/** The doubts that one cell of a column raises, beside answers that raise none. */
function doubtsOfCell(layout: string, heading: string, cell: string): string[] {
  const others = times(3, 'an ordinary cell', 'Yes').concat(times(3, 'an ordinary cell', 'No'));
  const table = surveyTable([heading, 'Safe?'], [...others, [cell, 'Yes']], { layout });
  return doubts(table).flatMap(({ doubt, firstRows }) => (firstRows.includes(8) ? [doubt] : []));
}

describe('marks of platforms', () => {
  test.each([
    // Value labels of a Qualtrics export of the status of a response.
    ['qualtrics', 'Status', '0', []],
    ['qualtrics', 'Status', 'IP Address', []],
    ['qualtrics', 'Status', '1', ['preview']],
    ['qualtrics', 'Status', 'Survey Preview', ['preview']],
    ['qualtrics', 'Status', '2', ['test']],
    ['qualtrics', 'Status', 'Survey Test', ['test']],
    ['qualtrics', 'Status', '4', []],
    ['qualtrics', 'Status', '8', ['spam']],
    ['qualtrics', 'Status', 'Spam', ['spam']],
    ['qualtrics', 'Status', '9', ['spam']],
    ['qualtrics', 'Status', '16', []],
    ['qualtrics', 'Status', 'Offline', []],
    ['qualtrics', 'Status', '17', ['preview']],
    ['qualtrics', 'Status', 'Offline Survey Preview', ['preview']],
    ['qualtrics', 'DistributionChannel', 'preview', ['preview']],
    ['qualtrics', 'DistributionChannel', 'anonymous', []],
    ['qualtrics', 'Finished', 'False', ['partial']],
    ['qualtrics', 'Finished', '0', ['partial']],
    ['qualtrics', 'Finished', '1', []],
    ['qualtrics', 'Progress', '47', ['partial']],
    ['qualtrics', 'Progress', '100', []],
    ['alchemer', 'Status', 'Partial', ['partial']],
    ['alchemer', 'Status', 'Disqualified', ['partial']],
    ['alchemer', 'Status', 'Complete', []],
    ['alchemer', 'Status', 'Test', ['test']],
    ['limesurvey', 'submitdate', '', ['partial']],
    ['smartsurvey', 'Ended', '', ['partial']],
    ['redcap', 'survey_complete', 'Incomplete', ['partial']],
    ['plain', 'Response status', 'Incomplete', ['partial']],
  ])('%s, “%s”: “%s” is %j', (layout, heading, cell, expected) => {
    expect(doubtsOfCell(layout, heading, cell)).toEqual(expected);
  });

  test.each([
    ['plain', 'Status', '1'],
    ['plain', 'Progress', '47'],
    ['plain', 'Ended', ''],
    ['plain', 'How would you rate your progress?', '8'],
    ['qualtrics', 'Marital status', '2'],
  ])('are none where another table has the same: %s, “%s”: “%s”', (layout, heading, cell) => {
    expect(doubtsOfCell(layout, heading, cell)).toEqual([]);
  });
});

describe('what people wrote', () => {
  const wishes = [
    'A dog',
    'More football please',
    'I tested the lock and it broke',
    'Toast',
    'Tea',
  ];
  const rows = wishes.map((wish, at) => [`${at + 1}`, 'Yes', wish, `${wish} and more of it`]);
  const table = surveyTable(
    ['ID', 'Safe?', 'What could be better?', 'Anything else you want to tell us?'],
    [
      ...rows,
      ['6', 'No', 'test', 'Testing 123'],
      ['7', 'No', 'Test', 'They listen to me here'],
      ['8', 'Yes', '', 'test'],
      ['9', '', '', ''],
    ],
  );

  test('is a test where every comment is, and a return without any answer is empty', () => {
    expect(doubts(table)).toEqual([
      {
        doubt: 'test',
        count: 2,
        evidence: ['Every comment is a word such as “test”: 2.'],
        firstRows: [7, 9],
      },
      {
        doubt: 'empty',
        count: 1,
        evidence: ['No question is answered: 1.'],
        firstRows: [10],
      },
    ]);
  });

  test('counts an option that is not ticked as no answer', () => {
    const ticks = surveyTable(
      ['ID', 'Who helps? | Staff', 'Who helps? | Friends'],
      [...times(4, 'x', '1', '0'), ...times(4, 'y', '0', '1'), ['z', '0', '0']].map((row, at) => [
        `${at}`,
        ...row.slice(1),
      ]),
      { layout: 'kobo' },
    );
    expect(doubts(ticks).map(({ doubt, firstRows }) => [doubt, firstRows])).toEqual([
      ['empty', [10]],
    ]);
  });
});

test('what is shown of a question is without the rows that the last wave left out', () => {
  const table = surveyTable(
    ['ID', 'Status', 'Safe?'],
    [
      ...times(5, 'x', 'Complete', 'Yes'),
      ...times(4, 'x', 'Partial', 'Yes'),
      ...times(2, 'x', 'Partial', 'No'),
    ].map((row, at) => [`${at}`, ...row.slice(1)]),
  );
  const counts = (mapping: ReturnType<typeof guessMapping>) =>
    questionOf(mapping, 'Safe?').options.map(({ label, count }) => [label, count]);
  const first = guessMapping(table);
  expect(counts(first)).toEqual([
    ['Yes', 9],
    ['No', 2],
  ]);
  const next = guessMapping(table, { ...first, leaveOut: ['partial'] });
  expect(next.leaveOut).toEqual(['partial']);
  expect(counts(next)[0]).toEqual(['Yes', 5]);
});
