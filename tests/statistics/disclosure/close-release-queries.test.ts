import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { importThrough } from '../../support/upload.js';

const fileOf = (name: string, from: number, answers: readonly string[]) => ({
  name,
  bytes: new TextEncoder().encode(
    ['Response ID,Do you feel safe?', ...answers.map((one, at) => `R-${from + at},${one}`)].join(
      '\n',
    ),
  ),
});
const answers = (yes: number, no: number) => [
  ...Array.from({ length: yes }, () => 'Yes'),
  ...Array.from({ length: no }, () => 'No'),
];

let app: TestApp;
const add = (name: string, from: number, given: readonly string[]) =>
  importThrough(app, { file: fileOf(name, from, given), survey: 'Safety survey', wave: '1' });

beforeEach(async () => {
  app = await startTestApp();
  await add('first.csv', 1, answers(26, 14));
});
afterEach(() => app.stop());

const noteOf = async () => String((await app.json('/waves/1?showing=publication'))['note']);

async function erase(id: string): Promise<void> {
  const question = await (await app.post('/records/erase', { wave: '1', response: id })).text();
  const found = [...question.matchAll(/name="response" value="([^"]+)"/g)];
  await app.post('/records/erasures', { response: found.map(([, value = '']) => value) });
  await app.services.jobs.idle();
}

describe('figures that left before', () => {
  it('are no matter while the answers are the same', async () => {
    await noteOf();
    expect(await noteOf()).not.toContain('left on');
  });

  it('tell of a response that is erased, and the page and the file say so', async () => {
    await noteOf();
    await erase('R-3');
    const told =
      /left on \d+ \w+ 20\d\d from 40 responses\. Now there are 39, and 1 response was added, removed or changed/;
    expect(await noteOf()).toMatch(told);
    expect(await (await app.fetch('/waves/1/rates.json')).text()).toMatch(told);
    expect(await app.html('/waves/1')).not.toContain('added, removed or changed');
    const kept = await app.services.db
      .selectFrom('releasedTable')
      .select('contents')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(kept.contents)).toMatchObject({ close: { responses: 40, changed: 1 } });
  });

  it('tell of no few where as many have been added as a base must have', async () => {
    await noteOf();
    await add('second.csv', 101, answers(5, 4));
    expect(await noteOf()).toContain('Now there are 49, and 9 responses were added');
    await erase('R-3');
    // 9 and 1 since those of 40, and 1 since those of 49.
    expect(await noteOf()).toContain('from 49 responses. Now there are 48, and 1 response was');
    await add('third.csv', 201, answers(8, 4));
    expect(await noteOf()).not.toContain('left on');
  });
});
