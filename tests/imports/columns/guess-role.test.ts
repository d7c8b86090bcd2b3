import { describe, expect, test } from '@jest/globals';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { guessColumn, surveyTable, times } from '../survey-table.js';

const distinct = (count: number, write: (at: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [write(at), 1]));

describe('one column', () => {
  test.each([
    ['I feel safe here', { Agree: 9, Disagree: 4 }, 'closed'],
    ['What could be better?', distinct(12, (at) => `more of thing ${at} please`), 'open'],
    ['Why?', distinct(12, (at) => `because${at}`), 'open'],
    ['E-mail address', distinct(12, (at) => `a${at}@example.org`), 'personal'],
    ['dob', distinct(12, (at) => `2001-01-${10 + at}`), 'personal'],
    ['First name', distinct(12, (at) => `Name${at}`), 'personal'],
    ['May we telephone you?', { Yes: 9, No: 3 }, 'closed'],
    ['Region', { London: 9, 'North West': 4 }, 'region'],
    ['Local authority', { Kent: 9, Leeds: 4 }, 'local_authority'],
    ['Which home do you live in?', { 'Harrow Bank': 9, Thornlea: 4 }, 'provider'],
    ['Fostering service', { Calder: 9, Oakapple: 4 }, 'provider'],
    ['How old are you?', { '8 to 10': 9, '11 to 13': 4 }, 'attribute'],
    ['How old are you?', distinct(30, (at) => `${20 + at}`), 'number'],
    ['Who are you?', { Child: 9, 'Foster carer': 4 }, 'respondent_group'],
    ['Respondent ID', distinct(12, (at) => `R${at}`), 'response_id'],
    ['Number of moves', { '0': 5, '1': 3, '2': 2, '5': 1 }, 'number'],
    ['Monthly cost', { '150': 5, '1,200': 3, '80': 2 }, 'number'],
    ['Rate us from 1 to 5', { '1': 3, '3': 3, '5': 3, '99': 1 }, 'closed'],
    ['How safe do you feel?', { '1 - not at all': 2, '2': 9, '3': 9, '4': 20 }, 'closed'],
    ['What is the name of your social worker?', distinct(9, (at) => `Ms ${at}`), 'personal'],
    ['Where did you stay?', distinct(9, (at) => `Home of stay ${at}`), 'open'],
    ['How tall are you?', distinct(9, (at) => `${at}ft`), 'attribute'],
    ['Your page', distinct(4, (at) => `https://example.org/${at}`), 'attribute'],
    ['Unnamed: 0', distinct(30, (at) => `${at}`), 'ignore'],
    ['Reading', { '12,5': 4, '3,5': 4, '14,25': 3 }, 'number'],
    [
      'What is the lowest level that you want?',
      { 'New to it (no time yet)': 6, 'Some of it (a year or so)': 3, 'Much of it (two years)': 1 },
      'closed',
    ],
    ['Answered on', { '2021-03-01': 1 }, 'date'],
    ['How many moves have you had?', { '3': 1 }, 'number'],
    ['Reference', distinct(40, (at) => `AB${at}X`), 'attribute'],
    ['Anything', { '': 5 }, 'ignore'],
  ])('headed “%s” with %j is %s', (heading, cells, role) => {
    expect(guessColumn(heading, cells)).toBe(role);
  });

  test('of answers to choose from stays closed, however many others were written in', () => {
    const cells = {
      'Too far': 30,
      'Too dear': 25,
      ...distinct(20, (at) => `because of thing ${at}`),
    };
    expect(guessColumn('What stops you? Please select one of the choices below', cells)).toBe(
      'closed',
    );
  });

  test('of a few answers to choose from is closed, the words behind “Other” are open', () => {
    const statements = distinct(7, (at) => `I would like to do thing number ${at} here`);
    const asked = 'Which of the following is your reason?';
    expect(guessColumn(asked, statements)).toBe('closed');
    expect(guessColumn(`${asked} | Other`, statements)).toBe('open');
  });

  test('of a handful of responses is open when its words are nobody’s usual answer', () => {
    expect(guessColumn('Q7', { 'Hello World!': 1 })).toBe('open');
    expect(guessColumn('Q7', { 'Strongly agree': 1 })).toBe('closed');
  });
});

describe('dates', () => {
  const rows = Array.from({ length: 9 }, (_, at) => [
    `2013-02-0${at + 1}`,
    `2012-01-0${at + 1}`,
    'Yes',
  ]);

  test('are the response’s where the heading says so, and ignored elsewhere', () => {
    const table = surveyTable(['Date completed', 'Date moved in', 'Safe?'], rows);
    expect(guessMapping(table).columns.map(({ role }) => role)).toEqual([
      'date',
      'ignore',
      'closed',
    ]);
  });

  test('are the response’s where no other column has any', () => {
    const table = surveyTable(
      ['When', 'Safe?'],
      rows.map(([first = '', , last = '']) => [first, last]),
    );
    expect(guessMapping(table).columns[0]?.role).toBe('date');
  });
});

describe('columns of one heading', () => {
  test('with marks or their own label are a multiple choice, with the words behind “Other”', () => {
    const table = surveyTable(
      ['Who helps? | Family', 'Who helps? | A friend', 'Who helps? | Other (please specify)'],
      [
        ...times(9, 'Family', 'A friend', ''),
        ...times(3, '', 'A friend', ''),
        ['', '', 'my dog Rex'],
        ['', '', 'the man next door'],
      ],
    );
    const { columns, questions } = guessMapping(table);
    expect(columns.map(({ role }) => role)).toEqual(['multiple_part', 'multiple_part', 'open']);
    expect(questions[0]).toMatchObject({
      kind: 'multiple',
      options: [
        { label: 'Family', count: 9 },
        { label: 'A friend', count: 12 },
        { label: 'Other (please specify)', count: 2 },
      ],
    });
  });

  test('of which each response fills one are one single choice', () => {
    const table = surveyTable(
      ['How often? | Always', 'How often? | Sometimes', 'How often? | Never'],
      [
        ...times(9, 'Always', '', ''),
        ...times(5, '', 'Sometimes', ''),
        ...times(2, '', '', 'Never'),
      ],
    );
    expect(guessMapping(table).questions[0]).toMatchObject({
      kind: 'scale',
      options: [
        { label: 'Always', count: 9 },
        { label: 'Sometimes', count: 5 },
        { label: 'Never', count: 2 },
      ],
    });
  });

  test('beside a text column that lists them are counted once', () => {
    const table = surveyTable(
      ['water', 'water | piped', 'water | well'],
      [
        ...times(6, 'piped well', '1', '1'),
        ...times(5, 'piped', '1', '0'),
        ...times(2, '', '', ''),
      ],
      { multipleSeparator: ' ' },
    );
    const { columns, questions } = guessMapping(table);
    expect(columns[0]).toMatchObject({ role: 'ignore' });
    expect(questions).toMatchObject([
      {
        options: [
          { label: 'piped', count: 11 },
          { label: 'well', count: 6 },
        ],
      },
    ]);
  });

  test('with answers of a scale are a grid, a question a row', () => {
    const table = surveyTable(
      ['Do you agree? | Staff listen', 'Do you agree? | I am safe'],
      [...times(9, 'Agree', 'Strongly agree'), ...times(5, 'Disagree', 'Agree')],
    );
    const { questions } = guessMapping(table);
    expect(questions.map(({ text }) => text)).toEqual([
      'Do you agree? Staff listen',
      'Do you agree? I am safe',
    ]);
  });
});

test('columns of the same wording stay apart, and an empty one takes no wording from a full one', () => {
  const table = surveyTable(['Safe?', 'Safe?', 'Safe?'], times(6, '', 'Yes', 'No'));
  expect(guessMapping(table).questions.map(({ text }) => text)).toEqual([
    'Safe?',
    'Safe? (column C)',
  ]);
});
