import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => (app = await startTestApp({ samples: true })));
afterAll(() => app.stop());

const set = (day: string, month: string, year: string) =>
  app.post('/waves/2/retention', { day, month, year });
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const setDay = (date: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return set(day, month, year);
};

describe('the date of a wave', () => {
  test.each([
    [['31', '2', '2030'], 'The date must be a real date'],
    [['1', '13', '2030'], 'The date must be a real date'],
    [['1', '1', '30'], 'The date must be a real date'],
    [['x', '1', '2030'], 'The date must be a real date'],
    [['', '1', '2030'], 'The date must include a day'],
    [['1', '', ''], 'The date must include a month and a year'],
  ] as [[string, string, string], string][])(
    '%j is refused with what is wrong, and what was typed stays',
    async (typed, told) => {
      const answer = await set(...typed);
      const page = await answer.text();
      expect(answer.status).toBe(422);
      expect(page).toContain(told);
      expect(page).toContain(`value="${typed[1]}"`);
    },
  );

  test('is kept, shown, recorded, and taken away again', async () => {
    expect((await set('29', '2', '2032')).status).toBe(303);
    expect(await app.html('/waves/2')).toContain('kept (until 29 February 2032)');
    expect(await app.html('/waves/2/retention')).toContain('value="2032"');
    const entry = await app.services.db
      .selectFrom('audit')
      .select(['before', 'after'])
      .where('action', '=', 'retention_set')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect([entry.before, entry.after].map((text) => JSON.parse(text ?? '') as object)).toEqual([
      { retainUntil: null },
      { retainUntil: '2032-02-29' },
    ]);
    await set('', '', '');
    expect(await app.html('/waves/2')).toContain('Set how long responses are kept');
  });
});

describe('the reminder', () => {
  test('tells those who keep the records what is due and overdue, and nobody else', async () => {
    await setDay(inDays(400));
    expect(await app.html('/surveys')).not.toContain('Records to remove');
    await setDay(inDays(30));
    expect(await app.html('/surveys')).toContain('1 wave will be within 90 days');
    await setDay(inDays(-1));
    expect(await app.html('/surveys')).toContain('1 wave is past the date');
    const { counts } = (await app.json('/records')) as { counts: Record<string, number> };
    expect(counts).toMatchObject({ overdue: 1, due: 0 });
    expect(counts['none']).toBeGreaterThan(1);
    const cookie = await signIn(app.services, await addTestAccount(app.services.db, ['analyst']));
    const theirs = await app.fetch('/surveys', { headers: { cookie } });
    expect(await theirs.text()).not.toContain('Records to remove');
    for (const place of ['/records', '/records/erase', '/waves/2/retention', '/waves/2/purge']) {
      expect((await app.fetch(place, { headers: { cookie } })).status).toBe(403);
    }
  });
});
