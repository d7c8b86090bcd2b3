import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { addTestAccount, signIn } from '../../support/sign-in.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { readWorkbook, type ReadSheet } from './exported-figures.js';

let app: TestApp;
let reader: string;

beforeAll(async () => {
  app = await startTestApp({ samples: true });
  reader = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
});
afterAll(() => app.stop());

type Tidy = Record<string, string>;
const get = async (path: string) => {
  const response = await app.fetch(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response;
};
const sheetsOf = async (path: string) => readWorkbook(await (await get(path)).arrayBuffer());
const tidyOf = async (path: string): Promise<Tidy[]> =>
  parse(await (await get(path)).text(), { bom: true, columns: true });

const isTable = ({ name }: ReadSheet) => /^(Question|Attribute) /.test(name);

/** Every figure of a question's table as one line: question, category, answer, statistic, figure. */
const figuresIn = ({ title, headings, rows }: ReadSheet) =>
  rows
    .filter(([answer]) => !String(answer).endsWith(' limit'))
    .flatMap(([answer = '', , ...figures]) =>
      figures.map((figure, at) => {
        const heading = headings[at + 2] ?? '';
        const category = heading.slice(0, heading.lastIndexOf(': '));
        const statistic = heading.endsWith(': responses') ? 'Responses' : 'Percentage of base';
        const own = answer === 'Base' ? ['', 'Base'] : [String(answer), statistic];
        return [title.split(' By: ')[0], category, ...own, figure].join(' | ');
      }),
    );
const told = (row: Tidy) =>
  [
    ...['Question', 'Category', 'Answer', 'Statistic'].map((heading) => row[heading]),
    row['Shorthand'] || row['Value'],
  ].join(' | ');

/** By hand from samples/secure-childrens-homes-2012-13.csv: DESIGN's worked example. */
describe('the rates of the worked example', () => {
  it('are in the workbook as counted by hand, with the reasons for no answer', async () => {
    const sheets = await sheetsOf('/waves/2/rates.xlsx?showing=internal');
    const restrained = sheets.find(
      ({ title }) => title === 'Have you been physically restrained here?',
    );
    expect(restrained?.headings).toEqual([
      'Answer',
      'Counts as',
      'All respondents: responses',
      'All respondents: percentage of base',
    ]);
    expect(restrained?.rows).toEqual([
      ['Yes', 'Negative', 51, 51],
      ['No', 'Positive', 47, 47],
      ['Base', 'The responses divided by', 100, '[z]'],
      ['Negative rate', 'All negative answers together', 51, 51],
      ['Negative rate, lower limit', '95% interval', '[z]', 41.3],
      ['Negative rate, upper limit', '95% interval', '[z]', 60.6],
      ['No reply', 'No answer: not in the base', 4, '[z]'],
      ["Don't know", 'No answer: in the base', 2, 2],
    ]);
    expect(restrained?.above).toContain(
      'Base of all respondents: the 100 who answered; counting 2 who did not know; 4 gave no reply.',
    );
    const nurse = sheets.find(
      ({ title }) => title === 'Could you see a nurse or doctor afterwards?',
    );
    expect(nurse?.rows).toContainEqual(['Negative rate', 'All negative answers together', 12, 25]);
    expect(nurse?.rows).toContainEqual(['Not asked', 'No answer: not in the base', 53, '[z]']);
  });

  it('leave without the small counts unless they are asked for', async () => {
    const sheets = await sheetsOf('/waves/2/rates.ods');
    const restrained = sheets.find(
      ({ title }) => title === 'Have you been physically restrained here?',
    );
    expect(restrained?.rows).toContainEqual(["Don't know", 'No answer: in the base', '[c]', '[c]']);
    expect(restrained?.rows).toContainEqual(['No', 'Positive', '[c]', '[c]']);
    expect(restrained?.rows).toContainEqual([
      'Negative rate',
      'All negative answers together',
      51,
      51,
    ]);
  });
});

describe('a workbook of rates', () => {
  it('is the same as .xlsx and as .ods, with a cover, contents and notes before one table a sheet', async () => {
    for (const wave of [2, 5]) {
      const [xlsx, ods] = [
        await sheetsOf(`/waves/${wave}/rates.xlsx`),
        await sheetsOf(`/waves/${wave}/rates.ods`),
      ];
      expect(ods).toEqual(xlsx);
      expect(xlsx.slice(0, 4).map(({ name }) => name)).toEqual([
        'Cover',
        'Contents',
        'Notes',
        'Negative rates',
      ]);
      const [cover, contents, notes, ...tables] = xlsx;
      expect(cover?.headings).toEqual([]);
      expect(contents?.rows.map(([name]) => name)).toEqual([
        'Notes',
        ...tables.map(({ name }) => name),
      ]);
      const explained = notes?.rows.map(([word]) => word);
      expect(explained).toEqual(expect.arrayContaining(['[c]', '[low]', '[x]', '[z]']));
      for (const { headings, rows } of [...tables, contents, notes].filter(
        (sheet) => sheet !== undefined,
      )) {
        expect(new Set(headings).size).toBe(headings.length);
        expect(
          rows.filter((row) => row.length !== headings.length || row.some((cell) => cell === '')),
        ).toEqual([]);
      }
    }
  });

  it('has every figure of the tidy file, and that file no other', async () => {
    for (const asked of ['/waves/5/rates.FORMAT', '/waves/2/rates.FORMAT?showing=internal']) {
      const sheets = await sheetsOf(asked.replace('FORMAT', 'xlsx'));
      const cells = sheets.filter(isTable).flatMap(figuresIn);
      const tidy = await tidyOf(asked.replace('FORMAT', 'csv'));
      expect(new Set(cells.filter((cell) => !cell.endsWith('[z]')))).toEqual(
        new Set(tidy.map(told).filter((line) => cells.includes(line) || !/ 0$/.test(line))),
      );
      expect(cells.length).toBeGreaterThan(100);
    }
  });
});

describe('what leaves', () => {
  it('is said to be for publication, or not and by its name', async () => {
    for (const format of ['ods', 'json']) {
      const plain = await get(`/waves/2/rates.${format}`);
      expect(plain.headers.get('content-disposition')).toContain(
        `secure-childrens-homes-survey-2012-13-rates.${format}`,
      );
      const internal = await get(`/waves/2/rates.${format}?showing=internal`);
      expect(internal.headers.get('content-disposition')).toContain(
        `-not-for-publication.${format}`,
      );
    }
    const sheets = await sheetsOf('/waves/2/rates.xlsx?showing=internal');
    for (const { name, above } of sheets.filter(
      ({ name }) => !['Contents', 'Notes'].includes(name),
    )) {
      expect([name, above[1]]).toEqual([name, 'Not for publication']);
    }
    expect(
      (await tidyOf('/waves/2/rates.csv?showing=internal')).every(
        (row) => row['Use'] === 'Not for publication',
      ),
    ).toBe(true);
    const json = (await (await get('/waves/2/rates.json')).json()) as Record<string, unknown>;
    expect(json).toMatchObject({
      use: 'For publication',
      shorthand: { '[c]': expect.stringContaining('Confidential') },
    });
  });

  it('holds true counts for nobody who may not see them', async () => {
    const asReader = (asked: string) =>
      app.fetch(`/waves/2/rates.csv${asked}`, { headers: { cookie: reader } });
    expect((await asReader('?showing=internal')).status).toBe(403);
    const own = await (await asReader('')).text();
    expect(own).toBe(await (await get('/waves/2/rates.csv')).text());
  });

  it('is recorded with its format and whether it holds true counts', async () => {
    await get('/waves/2/rates.ods?showing=internal');
    const entry = await app.services.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'rates_downloaded')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(entry.subjectName).toBe("Secure children's homes survey, 2012-13");
    expect(JSON.parse(entry.after ?? '{}')).toEqual({ file: 'ods', trueCounts: true });
  });
});
