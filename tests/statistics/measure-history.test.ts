import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { measureFigures } from '../../src/statistics/measure-figures.js';
import { listValues } from '../../src/statistics/measure-value-queries.js';
import { wholeSight } from '../../src/people/sight.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { takeOut } from '../reports/report-http.js';
import { importThrough } from '../support/upload.js';

const heading = 'Response ID,I am a,Do you feel safe?';
const rows = (from: number, yes: number, no: number) =>
  Array.from({ length: yes + no }, (_, at) => `R-${from + at},Child,${at < yes ? 'Yes' : 'No'}`);
const file = (name: string, lines: string[]) => ({
  name,
  bytes: new TextEncoder().encode([heading, ...lines].join('\n')),
});

let app: TestApp;
let question: string;
let codes: Record<string, string>;
beforeAll(async () => {
  app = await startTestApp();
  const first = file('first.csv', rows(1, 12, 18));
  await importThrough(app, { file: first, survey: 'Safety survey', wave: '1' });
  const { questions } = (await app.json('/waves/1')) as {
    questions: { id: number; options: { label: string; code: number }[] }[];
  };
  question = `/waves/1/questions/${questions[0]?.id}`;
  codes = Object.fromEntries(
    (questions[0]?.options ?? []).map(({ label, code }) => [label, String(code)]),
  );
  await app.post(`${question}/measures`, measure({}));
  await app.post('/reports', { title: 'Annual report' });
  await app.post('/reports/1/call-outs', { measures: '1' });
});
afterAll(() => app.stop());

const measure = (fields: Record<string, string | string[]>) => ({
  name: 'Feels safe',
  options: codes['Yes'] ?? '',
  statement: 'of children said that they feel safe',
  ...fields,
});

interface Change {
  by: string;
  sentence: string;
  figures: { was: string | null; became: string | null }[];
}
const history = async () => {
  const shown = (await app.json('/measures/1')) as unknown as { history: Change[] };
  return shown.history;
};
const today = '\\d+ \\w+ \\d{4}';

test('the first value has nothing before it, and who made the measure', async () => {
  expect(await history()).toMatchObject([
    {
      by: 'administrator@example.org',
      figures: [{ was: null, became: '40% (12 of 30)' }],
    },
  ]);
});

test('a look at what has not changed writes nothing down', async () => {
  await history();
  await app.json('/measures');
  expect(await listValues(app.services.db, 1)).toHaveLength(1);
});

test('a file that is imported, told by its name; two looks at once write it down once', async () => {
  const more = file('more.csv', rows(101, 8, 2));
  await importThrough(app, { file: more, survey: 'Safety survey', wave: '1' });
  await Promise.all([
    measureFigures(app.services.db, wholeSight),
    measureFigures(app.services.db, wholeSight),
    app.json('/measures'),
    app.json('/reports/1'),
  ]);
  const [last, ...earlier] = await history();
  expect(earlier).toHaveLength(1);
  expect(last?.sentence).toMatch(
    new RegExp(
      `^40% \\(12 of 30\\) became 50% \\(20 of 40\\) on ${today}, because the file more.csv was imported on ${today}\\.$`,
    ),
  );
  expect(last?.by).toBe('');
});

test('the report says what its call-out was when an author accepted it, and why it changed', async () => {
  const page = await app.html('/reports/1');
  expect(page).toContain('<dd>Figure: 40% of children said that they feel safe. Base: the 30 who');
  expect(page).toContain(
    '<dd>Figure: Half (50%) of children said that they feel safe. Base: the 40',
  );
  expect(page).toMatch(new RegExp(`The file more.csv was imported on ${today}\\.`));
  const refused = await app.fetch('/reports/1/report.html', {
    headers: { accept: 'application/json' },
  });
  expect([refused.status, await refused.json()]).toMatchObject([
    409,
    { failing: [{ reason: 'stale', place: 1 }] },
  ]);
  const draft = await (await app.fetch('/reports/1/report.html?draft=yes')).text();
  expect(draft).toContain('Half (50%) of children');
  await app.post('/reports', { title: 'Later report' });
  await app.post('/reports/2/call-outs', { measures: '1' });
  expect(await app.html('/reports/2')).not.toContain('Accepted before');
});

test('an answer that leaves the base', async () => {
  await app.post(`${question}/polarity`, { [`polarity-${codes['No']}`]: 'excluded' });
  const [last] = await history();
  expect(last?.sentence).toContain('50% (20 of 40) became 100% (20 of 20)');
  expect(last?.sentence).toContain('because “No” counts as outside the base, no longer negative');
  await app.post(`${question}/polarity`, { [`polarity-${codes['No']}`]: 'negative' });
  expect((await history())[0]?.figures).toEqual([
    { of: '', was: '100% (20 of 20)', became: '50% (20 of 40)' },
  ]);
});

test('a polarity that changes no figure writes nothing down', async () => {
  const before = await listValues(app.services.db, 1);
  await app.post(`${question}/polarity`, { [`polarity-${codes['Yes']}`]: 'neutral' });
  await app.json('/measures');
  const after = await listValues(app.services.db, 1);
  expect(after).toHaveLength(before.length);
  expect(after.at(-1)?.basis).not.toEqual(before.at(-1)?.basis);
});

test('a response that is erased', async () => {
  const asked = await (await app.post('/records/erase', { wave: '1', response: 'R-1' })).text();
  const response = /name="response" value="([^"]+)"/.exec(asked)?.[1] ?? '';
  await app.post('/records/erasures', { response });
  await app.services.jobs.idle();
  expect((await history())[0]?.sentence).toMatch(
    /^50% \(20 of 40\) became 49% \(19 of 39\) on .*, because a response was erased\.$/,
  );
});

test('an import that is undone', async () => {
  await takeOut(app, 1, 1);
  await takeOut(app, 2, 2);
  await app.post('/imports/2/undo', {});
  await app.services.jobs.idle();
  // 19 and 39 less the 8 and 10 of the second file.
  expect((await history())[0]?.sentence).toMatch(
    /^49% \(19 of 39\) became 38% \(11 of 29\) on .*, because the import of more.csv was undone\.$/,
  );
});

test('another definition, with who gave it, and what the answers changed before it apart', async () => {
  const answer = await app.post(
    '/measures/1',
    measure({ options: [codes['Yes'] ?? '', codes['No'] ?? ''], dontKnowInBase: 'yes' }),
  );
  expect(answer.status).toBe(303);
  const [last] = await history();
  expect(last?.by).toBe('administrator@example.org');
  expect(last?.sentence).toContain('38% (11 of 29) became 100% (29 of 29)');
  expect(last?.sentence).toContain('what is counted changed from “Yes” to “Yes” and “No”');
});

test('a name or sentence alone is no other value, but is audited with before and after', async () => {
  const before = await listValues(app.services.db, 1);
  const options = [codes['Yes'] ?? '', codes['No'] ?? ''];
  const renamed = { name: 'Answered at all', options, dontKnowInBase: 'yes' };
  await app.post('/measures/1', measure(renamed));
  expect(await listValues(app.services.db, 1)).toHaveLength(before.length);
  const audited = await app.services.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'measure_changed')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(JSON.parse(audited.before ?? '{}')).toMatchObject({ name: 'Feels safe' });
  expect(JSON.parse(audited.after ?? '{}')).toMatchObject({ name: 'Answered at all' });
});

test('whoever must not see true counts is told shares alone', async () => {
  const author = await signIn(
    app.services,
    await addTestAccount(app.services.db, ['report_author']),
  );
  const headers = { cookie: author, accept: 'application/json' };
  const shown = (await (await app.fetch('/measures/1', { headers })).json()) as {
    history: Change[];
  };
  const told = JSON.stringify(shown.history);
  expect(told).toContain('became 50% on');
  expect(told).not.toMatch(/\d+ of \d+/);
  const published = (await app.json('/measures/1?showing=publication')) as { history: unknown };
  expect(JSON.stringify(published.history)).not.toMatch(/\d+ of \d+/);
});

test('a measure that is deleted takes its history with it', async () => {
  expect((await app.post('/measures/1/delete', {})).status).toBe(303);
  expect(await listValues(app.services.db, 1)).toEqual([]);
});
