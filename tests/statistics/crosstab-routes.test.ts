import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { missingWords } from '../../src/surveys/words.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import {
  food,
  sex,
  restrained,
  nurse,
  plan,
  support,
  activities,
  asking,
  cellAt,
  tableAt,
  waveOf,
  type Ask,
  type Table,
} from './crosstab-page.js';

let app: TestApp;
let ask: Ask;
let secure: Awaited<ReturnType<typeof waveOf>>;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  ask = asking(app);
  secure = await waveOf(app, 'secure-childrens-homes-2012-13');
});
afterAll(() => app.stop());

const labels = (table: Table) => table.answers.map(({ heading }) => heading.label);
const figures = (table: Table, row: string, columns: string[]) =>
  columns.map((column) => {
    const { count, percentage } = cellAt(table, row, column);
    return [count, percentage];
  });

describe('figures counted by hand off the file of the secure homes', () => {
  test('percentages of each column, with the base and those who gave no answer', async () => {
    const table = await tableAt(ask, secure.path(food, sex));
    const columns = ['Boy', 'Girl', 'I would rather not say', 'Everybody'];
    expect(figures(table, 'Good', columns)).toEqual([
      [20, 33],
      [8, 21],
      [1, 33],
      [29, 28],
    ]);
    expect(figures(table, 'Very bad', columns)).toEqual([
      [9, 15],
      [2, 5],
      [1, 33],
      [12, 12],
    ]);
    expect(figures(table, 'Base', columns).map(([count]) => count)).toEqual([60, 39, 3, 103]);
    expect(figures(table, 'No reply', columns).map(([count]) => count)).toEqual([1, 0, 0, 1]);
    expect(cellAt(table, 'Bad', 'I would rather not say')).toMatchObject({
      count: 0,
      telling: true,
      href: null,
    });
  });

  test('percentages of each row are of the base of what makes the columns', async () => {
    // Of the 51 who were restrained 48 answered: 36 yes, 12 no.
    const table = await tableAt(ask, secure.path(restrained, nurse, '&percent=row'));
    expect(figures(table, 'Yes', ['Yes', 'No', 'Base'])).toEqual([
      [36, 75],
      [12, 25],
      [48, null],
    ]);
    expect(table.foot.map(({ heading }) => heading.key)).toEqual(['everybody']);
  });

  test('only those who gave an answer', async () => {
    const girls = (await tableAt(ask, secure.path(food, sex))).columns.find(
      ({ label }) => label === 'Girl',
    );
    const where = `&where=${secure.id(sex)}:${girls?.key}`;
    const table = await tableAt(ask, secure.path(restrained, plan, where));
    // Girls by plan: 4 no, 12 some of it, 22 yes, 1 no reply.
    expect(cellAt(table, 'Base', 'Everybody').count).toBe(37);
    expect(cellAt(table, 'Yes', 'Everybody').count).toBe(22);
    const turned = await tableAt(ask, secure.path(plan, restrained, where));
    expect(cellAt(turned, 'Some of it', 'Everybody').count).toBe(12);
    expect(cellAt(turned, 'No', 'Everybody').count).toBe(4);
  });

  test('shares that differ from the rest are marked, and said in words on the page', async () => {
    const table = await tableAt(ask, secure.path(activities, support));
    const marks = ['Very good', 'Good', 'Poor', 'Very poor'].map(
      (column) => cellAt(table, 'No', column).mark,
    );
    expect(marks).toEqual(['lower', null, null, 'higher']);
    const html = await app.html(secure.path(activities, support));
    expect(html).toContain('Above the rest');
    expect(html).toContain('Holm’s method');
  });
});

test('rows go in the order of a column, columns by their base, by links alone', async () => {
  const table = await tableAt(ask, secure.path(food, sex));
  const boys = table.columns.find(({ label }) => label === 'Boy');
  const down = await tableAt(ask, boys?.sortHref ?? '');
  // Boys: 20 good, 16 OK, 9 bad, 9 very bad, 6 very good.
  expect(labels(down)).toEqual(['Good', 'OK', 'Bad', 'Very bad', 'Very good']);
  const again = down.columns.find(({ label }) => label === 'Boy')?.sortHref ?? '';
  expect(again).toContain('asc');
  expect(labels(await tableAt(ask, again))[0]).toBe('Very good');
  const byBase = await tableAt(ask, secure.path(food, restrained, '&order=base'));
  expect(byBase.columns.map(({ label }) => label)).toEqual(['Yes', 'No', 'Everybody']);
});

describe('the file', () => {
  const rowsOf = async (path: string): Promise<Record<string, string>[]> =>
    parse(await (await app.fetch(path)).text(), { bom: true, columns: true });

  test('is as published unless true counts are asked for, and then says so', async () => {
    const path = secure.path(food, sex).replace('/crosstab', '/crosstab.csv');
    const cells = await rowsOf(path);
    const boy = { Question: food, Breakdown: sex, Category: 'Boy', Answer: 'Good' };
    expect(cells).toContainEqual(
      expect.objectContaining({ ...boy, Statistic: 'Responses', Value: '20' }),
    );
    const good = { ...boy, Statistic: 'Percentage of base', Value: '33', Unit: '%', Base: '60' };
    expect(cells).toContainEqual(expect.objectContaining(good));
    // How many gave no answer, and why, is always shown.
    const reasons: readonly unknown[] = Object.values(missingWords);
    const counts = cells
      .filter((cell) => cell['Statistic'] === 'Responses' && !reasons.includes(cell['Answer']))
      .map((cell) => Number(cell['Value']));
    expect(counts.filter((count) => count > 0 && count < 5)).toEqual([]);
    expect(cells.some((cell) => cell['Shorthand'] === '[c]')).toBe(true);
    const internal = await app.fetch(`${path}&showing=internal`);
    expect(internal.headers.get('content-disposition')).toContain('not-for-publication.csv');
    const girl = { Category: 'Girl', Answer: 'Very bad', Use: 'Not for publication' };
    expect(await rowsOf(`${path}&showing=internal`)).toContainEqual(
      expect.objectContaining({ ...girl, Statistic: 'Percentage of base', Value: '5', Base: '39' }),
    );
    const entry = await app.services.db
      .selectFrom('audit')
      .select(['action', 'after'])
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(entry.action).toBe('crosstab_downloaded');
    expect(JSON.parse(entry.after ?? '')).toMatchObject({
      table: `“${food}” by “${sex}”`,
      trueCounts: true,
    });
  });

  test('of nothing chosen says where to choose', async () => {
    const sent = await app.fetch(`/waves/${secure.waveId}/crosstab.csv`);
    expect(sent.status).toBe(422);
    expect(await sent.text()).toContain('Choose two questions');
  });
});

test('the page leads to the chart of the same figures, but not of a part of the people', async () => {
  const chart = /href="([^"]*chart\.svg[^"]*)"/;
  const [, href = ''] = chart.exec(await app.html(secure.path(food, sex))) ?? [];
  const drawn = await app.fetch(href.replace(/&amp;/g, '&'));
  expect([drawn.status, drawn.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('svg'),
  ]);
  const where = `&where=${secure.id(plan)}:0`;
  expect(await app.html(secure.path(food, sex, where))).not.toMatch(chart);
});

describe('before there is a table', () => {
  test('the page explains itself, with an example that works, and is led to', async () => {
    const page = await ask(`/waves/${secure.waveId}/crosstab`);
    expect(page.table).toBeNull();
    await tableAt(ask, page.example?.href ?? '');
    const link = `href="/waves/${secure.waveId}/crosstab`;
    expect(await app.html(`/waves/${secure.waveId}`)).toContain(`${link}"`);
    const asked = await app.html(`/waves/${secure.waveId}/questions/${secure.id(food)}`);
    expect(asked).toContain(`${link}?rows=${secure.id(food)}"`);
  });

  test.each([
    ['rows=999999', 'rows'],
    ['columns=999999', 'columns'],
    ['where=999999:1', 'where'],
  ])('%s is told at its field', async (parameters, field) => {
    const sent = await app.fetch(`/waves/${secure.waveId}/crosstab?${parameters}`);
    expect(sent.status).toBe(422);
    const page = await ask(`/waves/${secure.waveId}/crosstab?${parameters}`);
    expect(page.faults?.map((fault) => fault.field)).toEqual([field]);
  });

  test('a question is not set beside itself, and dates are not', async () => {
    const same = await ask(secure.path(food, food));
    expect(same.faults).toEqual([
      { field: 'columns', message: 'Choose another question for the columns than for the rows' },
    ]);
    const date = secure.questions.find(({ kind }) => kind === 'date')?.text ?? '';
    expect((await ask(secure.path(date, food))).faults?.[0]?.field).toBe('rows');
  });
});
