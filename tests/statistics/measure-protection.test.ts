import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

const people = (count: number, answers: string) => Array.from({ length: count }, () => answers);
/** Of the 10 carers 2 said no: whoever knows the 18 of the 40 children finds them among the 20. */
const lines = [
  'I am a,Do you feel safe?',
  ...people(22, 'Child,Yes'),
  ...people(18, 'Child,No'),
  ...people(8, 'Foster carer,Yes'),
  ...people(2, 'Foster carer,No'),
];
const file = (name: string, rows: readonly string[]) => ({
  name,
  bytes: new TextEncoder().encode(rows.join('\n')),
});

let app: TestApp;
let author: string;
beforeAll(async () => {
  app = await startTestApp();
  await importThrough(app, { file: file('first.csv', lines), survey: 'Safe', wave: '1' });
  author = await signIn(app.services, await addTestAccount(app.services.db, ['report_author']));
  const { questions } = (await app.json('/waves/1')) as {
    questions: { id: number; options: { label: string; code: number }[] }[];
  };
  const yes = questions[0]?.options.find(({ label }) => label === 'Yes')?.code;
  // What leaves first has the whole and the groups, and so withholds of the children what tells of the carers.
  await shownTo('/waves/1');
  const measure = { options: String(yes), groups: 'child', statement: 'of children feel safe' };
  const place = `/waves/1/questions/${questions[0]?.id}/measures`;
  await app.post(place, { name: 'Safe children', ...measure });
  await app.post('/reports', { title: 'What we heard' });
  await app.post('/reports/1/call-outs', { measures: '1' });
});
afterAll(() => app.stop());

/** Without its instants, in which any number may stand. */
const shownTo = async (path: string): Promise<string> => {
  const answer = await app.fetch(path, { headers: { cookie: author, accept: 'application/json' } });
  return (await answer.text()).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
};

test('the past of a measure is not told while what it is now is withheld', async () => {
  expect(await shownTo('/measures')).toContain('"percentage":"[c]"');
  const told = await shownTo('/measures/1');
  expect(told).toContain('[c] was counted on');
  expect(told).not.toContain('55%');
  expect(JSON.stringify(await app.json('/measures/1'))).toContain('55% (22 of 40)');
  const more = file('more.csv', [lines[0] ?? '', ...people(6, 'Child,Yes')]);
  await importThrough(app, { file: more, survey: 'Safe', wave: '1' });
  await shownTo('/waves/1');
  expect(await shownTo('/measures')).toContain('"percentage":"[c]"');
  expect(await shownTo('/measures/1')).toContain('[c] became [c] on');
  expect(await shownTo('/reports/1')).not.toMatch(/55%|61%/);
  expect((await app.json('/measures/1')) as object).toMatchObject({
    history: [{ figures: [{ was: '55% (22 of 40)', became: '61% (28 of 46)' }] }, {}],
  });
});

test('a figure that was withheld stays so when the responses are gone, with no number beside it', async () => {
  await app.post('/waves/1/purge', { name: '1' });
  await app.services.jobs.idle();
  const told = await shownTo('/measures');
  expect(told).toContain('Kept from before');
  expect(told).toContain('"percentage":"[c]"');
  expect(told).not.toMatch(/\b(28|46|61)\b/);
  expect(await shownTo('/measures/1')).not.toMatch(/\b(28|46|61)\b|61%/);
});
