import { expect, test } from '@jest/globals';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { questionOf, surveyTable, times } from '../survey-table.js';
import { answersOf, prepare } from './prepared-answers.js';

test('-99 says that a question was seen and not answered: it is no option, no number and no comment', () => {
  const rows = [
    ['Agree', '12', 'They listened to her.'],
    ['Disagree', '-99', '-99'],
    ['-99', '9', '-99'],
    ['Strongly agree', '10', 'Nobody came to the meeting.'],
  ];
  const table = surveyTable(['The child was heard', 'Age', 'Please explain'], rows);
  const mapping = guessMapping(table);
  expect(questionOf(mapping, 'The child was heard').options.map(({ label }) => label)).toEqual([
    'Strongly agree',
    'Agree',
    'Disagree',
  ]);
  const prepared = prepare(table, mapping);
  expect(answersOf(prepared, 'The child was heard')).toEqual([
    'Agree',
    'Disagree',
    'no_reply',
    'Strongly agree',
  ]);
  expect(prepared.comments.map(({ position }) => position)).toEqual([0, 3]);
});

test('words behind “Other” are an answer to a single choice where nothing else was chosen', () => {
  const rows = [
    ...times(4, 'Happy', ''),
    ...times(3, 'Unhappy', ''),
    ['Happy', 'Mostly, since I moved'],
    ['', 'It depends on the day'],
    ['', 'I only came on Monday'],
    ['', ''],
  ];
  const table = surveyTable(
    ['How happy are you here?', 'How happy are you here? | Other (please specify)'],
    rows,
  );
  for (const column of table.columns.slice(1)) column.freeText = true;
  const mapping = guessMapping(table);
  const { options } = questionOf(mapping, 'How happy are you here?');
  expect(options.map(({ label, count }) => [label, count])).toEqual([
    ['Happy', 5],
    ['Unhappy', 3],
    ['Other (please specify)', 2],
  ]);
  const prepared = prepare(table, mapping);
  expect(answersOf(prepared, 'How happy are you here?').slice(7)).toEqual([
    'Happy',
    'Other (please specify)',
    'Other (please specify)',
    'no_reply',
  ]);
  expect(prepared.comments).toHaveLength(3);
});

test('a second column of respondent groups or response numbers is not lost unseen', () => {
  const table = surveyTable(['Role', 'Job', 'Safe?'], times(6, 'Child', 'Social worker', 'Yes'));
  const mapping = guessMapping(table);
  for (const column of mapping.columns.slice(0, 2)) column.role = 'respondent_group';
  const { problems } = prepare(table, mapping);
  expect(problems.map(({ column, message }) => [column, message])).toContainEqual([
    'B',
    'Another column before it says the respondent group already.',
  ]);
});
