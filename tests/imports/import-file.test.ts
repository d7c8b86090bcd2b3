import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  countsOf,
  missingOf,
  startTestServices,
  type TestServices,
} from '../support/test-services.js';
import { utils } from 'xlsx';
import { bookBytes, bookOf } from './readers/written-file.js';

let services: TestServices;
beforeAll(async () => (services = await startTestServices()));
afterAll(() => services.stop());

const repeat = (count: number, ...cells: string[]) => Array.from({ length: count }, () => cells);
const asCsv = (rows: string[][], separator = ',') =>
  rows
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
    .join('\r\n');

const restrained = 'Have you been physically restrained here?';
const nurse = 'Could you see a nurse or doctor afterwards?';

/** DESIGN, "Statistics": 104 responses from secure homes. */
const workedExample = [
  ['ID', 'Region', restrained, nurse],
  ...[
    ...repeat(36, 'Yes', 'Yes'),
    ...repeat(12, 'Yes', 'No'),
    ...repeat(3, 'Yes', ''),
    ...repeat(47, 'No', ''),
    ...repeat(2, "Don't know", ''),
    ...repeat(4, '', ''),
  ].map((answers, at) => [`${at + 1}`, at % 3 === 0 ? 'North West' : 'London', ...answers]),
];

describe('the worked example', () => {
  beforeAll(async () => {
    const { report } = await services.importText('worked.csv', asCsv(workedExample), {
      group: 'Child',
    });
    expect([report.rowsRead, report.responses]).toEqual([104, 104]);
  });

  test('has 51 of 100 restrained with don’t-knows in the base, the four without reply in none', async () => {
    const asked = (await services.rates('worked.csv')).get(restrained);
    expect(asked && countsOf(asked)).toEqual({ Yes: 51, No: 47 });
    expect(asked && missingOf(asked)).toEqual({ dont_know: 2, no_reply: 4 });
    expect(asked?.negative).toMatchObject({ numerator: 51, base: 100, percentage: 51 });
  });

  test('has 51 of 98 without don’t-knows in the base', async () => {
    const { db } = services;
    await db
      .updateTable('question')
      .set({ dontKnowInBase: 0 })
      .where('text', '=', restrained)
      .execute();
    const asked = (await services.rates('worked.csv')).get(restrained);
    expect(asked?.negative).toMatchObject({ numerator: 51, base: 98, percentage: 52 });
  });

  test('asks the 51 alone about a nurse: 12 of 48, and the 53 never asked are not “no reply”', async () => {
    const asked = (await services.rates('worked.csv')).get(nurse);
    expect(asked && countsOf(asked)).toEqual({ Yes: 36, No: 12 });
    expect(asked && missingOf(asked)).toEqual({ not_asked: 53, no_reply: 3 });
    expect(asked?.negative).toMatchObject({ numerator: 12, base: 48, percentage: 25 });
    expect(asked?.baseWords).toBe(
      `the 48 who answered, of the 51 who said “Yes” to “${restrained}”; 3 gave no reply; 53 were not asked`,
    );
  });
});

describe('one survey saved in several ways', () => {
  const wishes =
    'café trips|a later bedtime|my own room|less noise|a dog|nothing|more football|warm toast'.split(
      '|',
    );
  const views = [
    ['ID', 'Date completed', 'Region', 'I feel safe here', 'What could be better?'],
    ...repeat(8, 'North West', 'Strongly agree').map((row, at) => [
      ...row,
      `I’d like ${wishes[at]}`,
    ]),
    ...repeat(6, 'Île of Wight', 'Agree', ''),
    ...repeat(5, 'London', 'Disagree').map((row, at) => [
      ...row,
      `They don’t listen, ever; even ${at + 2} times`,
    ]),
    ...repeat(2, 'London', 'Not sure', ''),
    ...repeat(3, 'North West', '', 'n/a'),
  ].map((row, at) => {
    const day = String((at % 27) + 1).padStart(2, '0');
    return at === 0 ? row : [`${at}`, `${day}/02/2013`, ...row];
  });
  const cp1252 = (text: string) => Buffer.from(text.replaceAll('’', '\u0092'), 'latin1');
  const ways: [string, () => string | Uint8Array][] = [
    ['views.csv', () => asCsv(views)],
    ['views.xlsx', () => bookBytes(bookOf({ Sheet1: views }))],
    ['views.ods', () => bookBytes(bookOf({ Sheet1: views }), 'ods')],
    ['views-utf-16.tsv', () => Buffer.from(`\uFEFF${asCsv(views, '\t')}`, 'utf16le')],
    ['views-cp1252.csv', () => cp1252(asCsv(views))],
    ['views-semicolon.csv', () => asCsv(views, ';')],
  ];

  test.each(ways)('%s has the same rates, dates and comments', async (name, content) => {
    const { report, importId } = await services.importText(name, content(), { group: 'Child' });
    expect(report).toMatchObject({
      responses: 24,
      closedQuestions: 1,
      comments: 16,
      openQuestions: 1,
    });
    const rates = await services.rates(name);
    const safe = rates.get('I feel safe here');
    expect(safe && countsOf(safe)).toEqual({ 'Strongly agree': 8, Agree: 6, Disagree: 5 });
    expect(safe && missingOf(safe)).toEqual({ dont_know: 2, no_reply: 3 });
    expect(safe?.negative).toMatchObject({ numerator: 5, base: 21, percentage: 24 });
    const region = rates.get('Region');
    expect(region && countsOf(region)).toEqual({ 'North West': 11, London: 7, 'Île of Wight': 6 });
    const dates = await services.db
      .selectFrom('answerColumn')
      .innerJoin('question', 'question.id', 'answerColumn.questionId')
      .select('cells')
      .where('importId', '=', importId)
      .where('question.role', '=', 'date')
      .executeTakeFirstOrThrow();
    const first = new DataView(Uint8Array.from(dates.cells).buffer).getFloat64(0, true);
    expect(new Date(first).toISOString()).toBe('2013-02-02T00:00:00.000Z');
    const words = await services.db
      .selectFrom('comment')
      .select('text')
      .where('importId', '=', importId)
      .execute();
    expect(words.map(({ text }) => text)).toContain('They don’t listen, ever; even 3 times');
  });
});

describe('odd tables', () => {
  const oddities: [string, string[][], object][] = [
    [
      'names of JavaScript’s own',
      [
        ['__proto__', 'constructor', 'hasOwnProperty'],
        ...repeat(9, '__proto__', 'constructor', 'Yes'),
        ...repeat(9, 'toString', 'valueOf', 'No'),
      ],
      { responses: 18, closedQuestions: 3 },
    ],
    [
      'repeated headings',
      [['Safe?', 'Safe?', 'Safe?'], ...repeat(7, 'Yes', 'No', 'Yes'), ...repeat(5, 'No', 'No', '')],
      { responses: 12, closedQuestions: 3 },
    ],
    [
      '300 columns',
      [
        Array.from({ length: 300 }, (_, at) => `Is statement ${at} true?`),
        ...repeat(6, ...Array<string>(300).fill('Yes')),
        ...repeat(4, ...Array<string>(300).fill('No')),
      ],
      { responses: 10, closedQuestions: 300 },
    ],
    [
      'one response',
      [
        ['ID', 'I feel safe here'],
        ['1', 'Agree'],
      ],
      { responses: 1, closedQuestions: 1 },
    ],
    [
      'a blank column inside',
      [
        ['ID', '', 'Region', 'I feel safe here'],
        ...repeat(6, 'x', '', 'London', 'Agree'),
        ...repeat(3, 'y', '', 'Kent', 'Disagree'),
      ].map((row, at) => (at === 0 ? row : [`${at}`, ...row.slice(1)])),
      { responses: 9, closedQuestions: 1, attributes: 1 },
    ],
  ];

  test.each(oddities)('%s are data like any other', async (name, rows, expected) => {
    const { report } = await services.importText(`${name}.csv`, asCsv(rows));
    expect(report).toMatchObject(expected);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('values named __proto__ and constructor are counted', async () => {
    const rates = await services.rates('names of JavaScript’s own.csv');
    const counts = [...rates.values()].map((question) => Object.entries(countsOf(question)));
    expect(counts).toContainEqual([
      ['constructor', 9],
      ['valueOf', 9],
    ]);
    expect(rates.get('__proto__')?.options.map(({ label, count }) => [label, count])).toEqual([
      ['__proto__', 9],
      ['toString', 9],
    ]);
  });

  test.each(['__proto__', 'constructor'])('a sheet named %s is read', async (title) => {
    const rows = [
      ['ID', 'Safe?'],
      ['1', 'Yes'],
      ['2', title],
    ];
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), title);
    const { report } = await services.importText(`${title}.xlsx`, bookBytes(book));
    expect(report.responses).toBe(2);
    const safe = (await services.rates(`${title}.xlsx`)).get('Safe?');
    expect(safe?.options.map(({ label, count }) => [label, count]).sort()).toEqual(
      [
        ['Yes', 1],
        [title, 1],
      ].sort(),
    );
  });

  test('columns right of a blank one keep their own answers', async () => {
    const safe = (await services.rates('a blank column inside.csv')).get('I feel safe here');
    expect(safe && countsOf(safe)).toEqual({ Agree: 6, Disagree: 3 });
  });

  test.each([
    ['nothing', ''],
    ['blank lines alone', '\r\n\r\n'],
    ['headings alone', '"ID","I feel safe here"\r\n'],
    ['a picture', Buffer.from('\u0089PNG\r\n\u001a\n0000IHDR', 'latin1')],
  ])('%s is refused with one sentence and leaves nothing', async (name, content) => {
    const survey = `refused ${name}`;
    const refused = services.importText(`${name}.csv`, content, { survey });
    await expect(refused).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringMatching(/^[“A-Z].*\.$/),
    });
    const { db } = services;
    expect(await db.selectFrom('survey').selectAll().where('name', '=', survey).execute()).toEqual(
      [],
    );
    expect(await services.uploads()).toEqual([]);
  });
});
