import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { wholeSight } from '../../../src/people/sight.js';
import { findWave, findWaveByName } from '../../../src/surveys/survey-queries.js';
import { addTestAccount, signIn } from '../../support/sign-in.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

let app: TestApp;
let reader: string;
let secure: { wave: string; survey: number };
let ids: Map<string, number>;

beforeAll(async () => {
  app = await startTestApp({ samples: true });
  const { db } = app.services;
  reader = await signIn(app.services, await addTestAccount(db, ['reader']));
  const found = await findWaveByName(db, wholeSight, "Secure children's homes survey", '2012-13');
  const { surveyId } = await findWave(db, wholeSight, found.id);
  secure = { wave: `/waves/${found.id}`, survey: surveyId };
  const questions = await db
    .selectFrom('question')
    .select(['id', 'text'])
    .where('surveyId', '=', surveyId)
    .execute();
  ids = new Map(questions.map(({ id, text }) => [text, id]));
});
afterAll(() => app.stop());

const question = (text: string) => ids.get(text) ?? 0;
const restrained = () =>
  `${secure.wave}/questions/${question('Have you been physically restrained here?')}/chart`;
const asReader = (path: string) => app.fetch(path, { headers: { cookie: reader } });
const rowsOf = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true });
const description = (svg: string) => /<desc[^>]*>([^<]*)/.exec(svg)?.[1] ?? '';

describe('the worked example as a chart', () => {
  it('says 51% of 100, in the picture, its words, its table and on the page alike', async () => {
    const svg = await (await app.fetch(`${restrained()}.svg?showing=internal`)).text();
    expect(svg).toContain('>51%</text>');
    expect(svg).toContain('>n = 100</text>');
    expect(description(svg)).toContain(
      'Everybody (100 responses): Yes 51%, No 47% and Don&#39;t know 2%.',
    );
    const csv = await (await app.fetch(`${restrained()}.csv?showing=internal`)).text();
    expect(rowsOf(csv)).toContainEqual(['Everybody', 'Yes', '51', '100', '51']);
    expect(rowsOf(csv)).toContainEqual(['Everybody', "Don't know", '2', '100', '2']);
    const page = await app.html(restrained().replace('/chart', ''));
    expect(page).toContain('51%');
    expect(page).toContain(`href="${restrained()}"`);
  });

  it('is two links from the surveys, with its sentence, base, interval and files', async () => {
    const place = restrained().replace('/chart', '');
    expect(await app.html('/surveys')).toContain(`href="${secure.wave}"`);
    expect(await app.html(secure.wave)).toContain(`href="${place}"`);
    const page = await (await asReader(place)).text();
    expect(page).toContain('Just over half (51%) of young people');
    expect(page).toContain('51 of 100. Base: the 100 who answered. 95% interval 41.3% to 60.6%.');
    expect(page).toContain(`src="${restrained()}.svg"`);
    for (const ending of ['svg', 'png', 'csv'])
      expect(page).toContain(`href="${restrained()}.${ending}?download=yes"`);
    expect(/Don’t know<\/th>\s*<td[^>]*>\[c\]/.test(page)).toBe(true);
  });

  it('is published with what is small withheld, unless somebody who may asks otherwise', async () => {
    for (const fetch of [app.fetch, asReader]) {
      const csv = await (await fetch(`${restrained()}.csv`)).text();
      expect(rowsOf(csv)).toContainEqual(['Everybody', 'Yes', '51', '100', '51']);
      expect(rowsOf(csv)).toContainEqual(['Everybody', "Don't know", '[c]', '100', '[c]']);
    }
    expect((await asReader(`${restrained()}.svg?showing=internal`)).status).toBe(403);
    expect((await asReader(`${restrained()}?showing=internal`)).status).toBe(403);
  });
});

it('serves a picture as an image and, where it is to leave, as a file that is audited', async () => {
  const png = await app.fetch(`${restrained()}.png`);
  expect([png.status, png.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(png.headers.get('content-disposition')).toBeNull();
  const file = await app.fetch(`${restrained()}.png?download=yes&showing=internal`);
  expect(file.headers.get('content-disposition')).toMatch(/-stacked-not-for-publication\.png"?$/);
  const audit = await app.services.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'chart_downloaded')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(audit.subjectName).toMatch(/not-for-publication\.png$/);
});

it('draws every closed question of every wave in every kind that fits it, or says what to choose', async () => {
  const waves = await app.services.db.selectFrom('wave').select(['id', 'surveyId']).execute();
  const outcomes = { drawn: 0, refused: 0 };
  for (const { id, surveyId } of waves) {
    const asked = await app.services.db
      .selectFrom('question')
      .select(['id', 'kind'])
      .where('surveyId', '=', surveyId)
      .where('kind', 'in', ['single', 'scale', 'multiple'])
      .execute();
    for (const [at, own] of asked.entries()) {
      const kind = ['stacked', 'diverging', 'bars'][at % 3];
      const sent = await app.fetch(`/waves/${id}/questions/${own.id}/chart.svg?kind=${kind}`);
      const text = await sent.text();
      // The earlier wave of the secure homes has fewer questions.
      if (sent.status === 404) continue;
      outcomes[sent.status === 200 ? 'drawn' : 'refused'] += 1;
      if (sent.status === 200) expect(text).not.toMatch(/NaN|undefined|Infinity/);
      else
        expect([sent.status, text]).toEqual([
          422,
          expect.stringMatching(/Choose “(One bar an answer|Stacked bars)”/),
        ]);
    }
  }
  expect(outcomes.drawn).toBeGreaterThan(30);
  expect(outcomes.refused).toBeGreaterThan(0);
});

it('draws trends, changes, measures and themes with the numbers of their tables', async () => {
  const trend = `/surveys/${secure.survey}/questions/${question('Have you been physically restrained here?')}/trend`;
  const { db } = app.services;
  const measures = await db.selectFrom('measure').select(['id', 'name']).orderBy('id').execute();
  for (const [path, inWords, inTable] of [
    [trend, '51% in 2012-13 (100 responses)', ['2012-13', 'Negative answers', '51', '100', '51']],
    [`/surveys/${secure.survey}/changes`, 'stayed the same', null],
    [
      `/measures/${measures[1]?.id}/chart`,
      '2012-13 25% (48 responses)',
      ['2012-13', '12', '48', '25'],
    ],
    ['/comments/themes', 'comments): Positive', null],
  ] as const) {
    const svg = await (await app.fetch(`${path}.svg`)).text();
    expect(description(svg)).toContain(inWords);
    const rows = rowsOf(await (await app.fetch(`${path}.csv`)).text());
    if (inTable)
      expect(rows.map((row) => row.slice(0, inTable.length))).toContainEqual([...inTable]);
    expect(rows.length).toBeGreaterThan(3);
  }
});

it('shows a page to choose a chart on, with words for those who do not see it', async () => {
  const page = await app.html(restrained());
  expect(page).toMatch(
    /<img class="app-chart__image" src="[^"]+chart\.svg" alt="Stacked bars: Have you/,
  );
  expect(page).toContain('>table (CSV)</a>');
  const refused = await app.fetch(`${restrained()}?kind=paired`);
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Choose something to divide by that has two parts');
  expect(await app.html('/comments/themes')).toContain('alt="Stacked bars: Comments by theme');
});

it.each([
  ['kind=pie', 422],
  ['by=nothing', 422],
  ['by=999999', 404],
  ['width=12', 422],
  ['width=99999', 422],
  ['kind=paired&parts=a,b', 422],
  ['kind=change&earlier=999', 422],
])('refuses a chart of %s with a sentence', async (query, status) => {
  const sent = await app.fetch(`${restrained()}.svg?${query}`, {
    headers: { accept: 'text/html' },
  });
  expect(sent.status).toBe(status);
  expect(await sent.text()).not.toContain('Something went wrong');
});

it('has nothing of what is not there, or hidden', async () => {
  const { db } = app.services;
  const hidden = [`${restrained()}.svg`, `/surveys/${secure.survey}/changes.csv`];
  expect((await app.fetch('/waves/999/questions/1/chart.svg')).status).toBe(404);
  expect((await app.fetch('/measures/999/chart.png')).status).toBe(404);
  expect((await app.fetch('/comments/themes.svg?wave=999')).status).toBe(404);
  await db.updateTable('survey').set({ restricted: 1 }).where('id', '=', secure.survey).execute();
  for (const path of hidden) expect((await asReader(path)).status).toBe(404);
  expect((await asReader(`/comments/themes.svg?wave=${secure.wave.split('/')[2]}`)).status).toBe(
    404,
  );
  await db.updateTable('survey').set({ restricted: 0 }).where('id', '=', secure.survey).execute();
});
