import { describe, expect, test } from '@jest/globals';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { questionOf, surveyTable, times } from '../survey-table.js';
import { answersOf, prepare } from './prepared-answers.js';

describe('rows that are no responses', () => {
  const rows = [
    ['1', 'IP Address', 'Yes'],
    ['2', 'Survey Preview', 'Yes'],
    ['3', 'IP Address', 'No'],
    ['3', 'IP Address', 'No'],
    ['', 'IP Address', ''],
  ];
  const prepared = prepare(surveyTable(['Response ID', 'Status', 'Safe?'], rows));

  test('are left out with a reason, and all rows add up', () => {
    expect(prepared.rowsRead).toBe(5);
    expect(prepared.responses.map(({ sourceRow }) => sourceRow)).toEqual([2, 4, 6]);
    expect(prepared.excluded).toEqual([
      { reason: 'Preview of the survey', count: 1 },
      { reason: 'Response number already in this file', count: 1 },
    ]);
    expect(
      prepared.problems
        .filter(({ action }) => action === 'The row is left out.')
        .map(({ row }) => row),
    ).toEqual([3, 5]);
  });

  test('are not counted where the columns are confirmed', () => {
    const { questions } = guessMapping(surveyTable(['Response ID', 'Status', 'Safe?'], rows));
    expect(questions.at(-1)?.options.map(({ label, count }) => [label, count])).toEqual([
      ['Yes', 1],
      ['No', 2],
    ]);
  });

  test('do not include an empty return, which was received', () => {
    expect(answersOf(prepared, 'Safe?')).toEqual(['Yes', 'No', 'no_reply']);
  });
});

describe('blanks', () => {
  const rows = [
    ...times(6, 'Yes', 'Yes', 'Yes'),
    ...times(2, 'Yes', '', 'No'),
    ...times(8, 'No', '', 'Yes'),
    ['', '', 'Yes'],
  ];
  const table = surveyTable(['Complained?', 'Fair?', 'Safe?'], rows);

  test('are “not asked” outside the base of the question, and “no reply” within', () => {
    const answers = answersOf(prepare(table), 'Fair?');
    expect(answers.slice(0, 8)).toEqual([...Array<string>(6).fill('Yes'), 'no_reply', 'no_reply']);
    expect(new Set(answers.slice(8))).toEqual(new Set(['not_asked']));
  });

  test('are “no reply” where everybody was asked', () => {
    const mapping = guessMapping(table);
    const all = {
      ...mapping,
      questions: mapping.questions.map((question) => ({ ...question, base: null })),
    };
    expect(
      answersOf(prepare(table, all), 'Fair?').filter((answer) => answer === 'no_reply'),
    ).toHaveLength(11);
  });

  test('are “not asked” where the platform writes so', () => {
    const marked = surveyTable(['Fair?'], [['Yes'], ['-'], ['']], { notAskedTexts: ['-'] });
    expect(answersOf(prepare(marked), 'Fair?')).toEqual(['Yes', 'not_asked', 'no_reply']);
  });
});

describe('answers', () => {
  test('that give a reason for none are that missing kind', () => {
    const table = surveyTable(
      ['Safe?'],
      [['Yes'], ['No'], ["Don't know"], ['N/A'], ['Prefer not to say']],
    );
    expect(answersOf(prepare(table), 'Safe?')).toEqual([
      'Yes',
      'No',
      'dont_know',
      'not_applicable',
      'prefer_not',
    ]);
  });

  test('that the mapping does not know are added and noted with their place', () => {
    const mapping = guessMapping(surveyTable(['Safe?'], [['Yes'], ['No']]));
    const prepared = prepare(surveyTable(['Safe?'], [['yes '], ['No'], ['Perhaps']]), mapping);
    expect(answersOf(prepared, 'Safe?')).toEqual(['Yes', 'No', 'Perhaps']);
    expect(prepared.problems).toMatchObject([
      {
        severity: 'note',
        row: 4,
        column: 'A',
        value: 'Perhaps',
        message: 'This answer is not among the confirmed options.',
      },
    ]);
  });

  test('of more than 240 kinds need two bytes', () => {
    const towns = Array.from({ length: 300 }, (_, at) => [`Town ${at}`]);
    const table = surveyTable(['Region'], [...towns, ...towns, ['']]);
    const prepared = prepare(table);
    expect(prepared.questions[0]).toMatchObject({
      kind: 'attribute',
      role: 'region',
      encoding: 'u16',
    });
    expect(answersOf(prepared, 'Region').slice(298, 302)).toEqual([
      'Town 298',
      'Town 299',
      'Town 0',
      'Town 1',
    ]);
    expect(answersOf(prepared, 'Region').at(-1)).toBe('no_reply');
  });

  test('of several in one cell are a column an option, and a blank cell is none of them', () => {
    const table = surveyTable(
      ['Who?'],
      [...times(5, 'Mum;Dad;'), ...times(5, 'Dad;'), [''], ['Mum;']],
      { multipleSeparator: ';' },
    );
    const prepared = prepare(table);
    const { options } = questionOf(guessMapping(table), 'Who?');
    expect(options.map(({ label, count }) => [label, count])).toEqual([
      ['Mum', 6],
      ['Dad', 10],
    ]);
    expect(answersOf(prepared, 'Who?', 0)).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 'no_reply', 1]);
    expect(answersOf(prepared, 'Who?', 1).at(-1)).toBe(0);
  });

  test('of boxes left unticked are an answer, of blank boxes none', () => {
    const table = surveyTable(
      ['Who? | Mum', 'Who? | Dad'],
      [
        ['1', '0'],
        ['0', '0'],
        ['', ''],
      ],
    );
    const prepared = prepare(table);
    expect(answersOf(prepared, 'Who?', 0)).toEqual([1, 0, 'no_reply']);
    expect(answersOf(prepared, 'Who?', 1)).toEqual([0, 0, 'no_reply']);
  });
});

describe('respondent groups', () => {
  const table = surveyTable(
    ['Who are you?', 'Safe?'],
    [...times(5, 'Child or young person', 'Yes'), ...times(5, 'Carer', 'No'), ['Visitor', 'No']],
  );

  test('come from their column, and an unknown one is noted', () => {
    const prepared = prepare(table);
    expect(prepared.responses.map(({ groupKey }) => groupKey)).toEqual([
      ...Array<string>(5).fill('child'),
      ...Array<string>(5).fill('foster_carer'),
      null,
    ]);
    expect(prepared.problems).toMatchObject([{ row: 12, column: 'A', value: 'Visitor' }]);
  });

  test('of the whole file win', () => {
    const { responses } = prepare(table, guessMapping(table), 'adopter');
    expect(new Set(responses.map(({ groupKey }) => groupKey))).toEqual(new Set(['adopter']));
  });
});

describe('comments', () => {
  const rows = [
    ['1', 'I like the garden and the dog'],
    ['2', ''],
    ['3', 'Ring me on 01632 960188 please'],
    ['4', 'You can write to me at kay@example.org'],
  ];
  const prepared = prepare(surveyTable(['Response ID', 'What is good about living here?'], rows));

  test('keep their response and wording, blanks left out', () => {
    expect(prepared.comments.map(({ position, text }) => [position, text])).toEqual([
      [0, rows[0]?.[1]],
      [2, rows[2]?.[1]],
      [3, rows[3]?.[1]],
    ]);
  });

  test('with personal details are pointed out without their words', () => {
    expect(prepared.problems.map(({ row, column, message }) => [row, column, message])).toEqual([
      [4, 'B', 'The comment seems to hold a telephone number.'],
      [5, 'B', 'The comment seems to hold an e-mail address.'],
    ]);
    expect(JSON.stringify(prepared.problems)).not.toMatch(/960188|example\.org/);
  });
});

test('dates with the month first are read so and said so', () => {
  const rows = [
    ['3/14/2013', 'Yes'],
    ['3/15/2013', 'No'],
    ['3/16/2013', 'No'],
  ];
  const prepared = prepare(surveyTable(['Date completed', 'Safe?'], rows));
  expect(answersOf(prepared, 'Date completed')[0]).toBe(Date.UTC(2013, 2, 14));
  expect(prepared.problems).toMatchObject([
    { row: 0, column: 'A', message: 'Its dates are written with the month before the day.' },
  ]);
});

test('columns of personal details are dropped and said so', () => {
  const prepared = prepare(
    surveyTable(
      ['Email', 'Safe?'],
      [
        ['a@b.org', 'Yes'],
        ['c@d.org', 'No'],
      ],
    ),
  );
  expect(JSON.stringify(prepared.questions)).not.toContain('b.org');
  expect(prepared.problems).toMatchObject([
    { column: 'A', message: 'The column holds personal details.' },
  ]);
});
