import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { upload } from '../support/upload.js';

let app: TestApp;
beforeEach(async () => (app = await startTestApp()));
afterEach(() => app.stop());

const first = 'Do you feel safe where you live?';
const reworded = 'Do you feel safe in the place where you live now?';

const file = (heading: string, yes: number, saidSo = 'Yes, always') => ({
  name: `${yes}.csv`,
  bytes: new TextEncoder().encode(
    [
      `ID,"${heading}","What is good, if anything?"`,
      ...Array.from(
        { length: 20 },
        (_, at) =>
          `${yes}-${at},"${at < yes ? saidSo : 'No, never'}",The food was nice on day ${at}`,
      ),
    ].join('\n'),
  ),
});

/** Takes a file through every step; `columns` is what the columns form says. */
async function send(
  what: ReturnType<typeof file>,
  wave: string,
  columns: Record<string, string> = {},
): Promise<string> {
  const sent = await upload(app, { file: what, survey: 'Fostering', wave });
  const place = sent.headers.get('location') ?? '';
  await app.services.jobs.idle();
  const page = await app.html(`${place}/columns`);
  for (const fields of [columns, {}]) {
    await app.post(`${place}/${fields === columns ? 'columns' : 'import'}`, fields);
    await app.services.jobs.idle();
  }
  return page;
}

interface Rated {
  questions: {
    id: number;
    text: string;
    base: number;
    options: { label: string; count: number }[];
  }[];
}
const ratesOf = async (wave: number) =>
  ((await app.json(`/waves/${wave}`)) as unknown as Rated).questions;

test('a reworded question is one question with rates in both waves, its wordings known', async () => {
  await send(file(first, 12), '2012-13');
  const page = await send(file(reworded, 9, 'yes - always!'), '2013-14');
  expect(page).toContain('Beside the last import of this survey');
  expect(page).toContain('<strong>1 renamed</strong>; 1 question worded as before');
  expect(page).toContain('The same question, reworded');
  const [before, after] = [await ratesOf(1), await ratesOf(2)];
  expect(before.map(({ id }) => id)).toEqual(after.map(({ id }) => id));
  const counts = [before, after].map(([question]) =>
    Object.fromEntries(question?.options.map(({ label, count }) => [label, count]) ?? []),
  );
  expect(counts).toEqual([
    { 'Yes, always': 12, 'No, never': 8 },
    { 'Yes, always': 9, 'No, never': 11 },
  ]);
  for (const wave of [1, 2]) {
    const question = await app.html(`/waves/${wave}/questions/${before[0]?.id}`);
    expect(question).toContain(first);
    expect(question).toMatch(
      /Worded in 2013-14.* as “Do you feel safe in the place where you live now\?”/,
    );
  }
  const third = await send(file(reworded, 15), '2014-15');
  expect(third).toContain('Nothing new, gone or renamed');
  expect((await ratesOf(3))[0]).toMatchObject({ id: before[0]?.id, text: first });
});

test('an officer may say that it is a different question', async () => {
  await send(file(first, 12), '2012-13');
  await send(file(reworded, 9), '2013-14', { 'renamed-0': 'different' });
  const [before, after] = [await ratesOf(1), await ratesOf(2)];
  expect(after.map(({ text }) => text)).toEqual([reworded]);
  expect(after[0]?.id).not.toBe(before[0]?.id);
  expect(after[0]?.options.map(({ count }) => count)).toEqual([9, 11]);
});
