import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let first: number;
let second: number;
let other: string;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
  const { db } = app.services;
  first = (
    await db
      .selectFrom('account')
      .select('id')
      .where('name', '=', 'analyst@example.org')
      .executeTakeFirstOrThrow()
  ).id;
  second = await addTestAccount(db, ['analyst'], 'second@example.org');
  other = await signIn(app.services, second);
});
afterAll(() => app.stop());

const start = (fields: Record<string, string | string[]>) =>
  app.post('/rounds', {
    name: 'Spring',
    size: '40',
    coder: [String(first), String(second)],
    'of-theme': ['food', 'restraint'],
    ...fields,
  });

async function code(where: string, fields: [string, string][], cookie = app.cookie) {
  return app.fetch(where, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams([['csrf', testFormToken], ...fields]),
    redirect: 'manual',
  });
}

/** Codes every comment of the round by a rule; what was said, by comment. */
async function codeAll(cookie: string, themesOf: (id: number, at: number) => string[]) {
  const said = new Map<number, string[]>();
  for (let at = 0; ; at += 1) {
    const next = await app.fetch('/rounds/1/code', { headers: { cookie }, redirect: 'manual' });
    const place = next.headers.get('location') ?? '';
    const id = Number(/code\/(\d+)$/.exec(place)?.[1]);
    if (!id) return said;
    said.set(id, themesOf(id, at));
    const themes = themesOf(id, at).map((key): [string, string] => ['theme', key]);
    await code(place, [['sentiment', 'neutral'], ...themes], cookie);
  }
}

test('a round says what is missing, and keeps nothing', async () => {
  const answer = await start({ name: ' ', size: '3', coder: String(first), 'of-theme': [] });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  for (const words of [
    'Give the round a name',
    'from 10 to 2,000',
    'Choose two people or more',
    'Choose a theme or more',
  ]) {
    expect(page).toContain(words);
  }
  expect(await app.json('/rounds')).toMatchObject({ rounds: [] });
});

test('a round is coded by two people, blind, settled, and measures the program', async () => {
  expect((await start({})).headers.get('location')).toBe('/rounds/1?notice=round-started');
  expect((await start({})).status).toBe(422);
  const place = (await app.fetch('/rounds/1/code')).url;
  const shown = (await app.json(new URL(place).pathname)) as { comment: { id: number } };
  // Nothing of the program's codes, nor of anybody else's.
  expect(Object.keys(shown).sort()).toEqual(
    ['before', 'coding', 'comment', 'done', 'round', 'themes', 'title', 'total'].sort(),
  );
  const machine = new Map(
    (
      await app.services.db
        .selectFrom('codingRoundComment')
        .select(['commentId', 'machine'])
        .execute()
    ).map((row) => [row.commentId, (JSON.parse(row.machine) as { themeKeys: string[] }).themeKeys]),
  );
  // The first finds food in every second comment, the other not in the last four of those.
  const one = await codeAll(app.cookie, (_, at) => (at % 2 === 0 ? ['food'] : []));
  expect(await app.json('/rounds/1')).toMatchObject({
    isOver: false,
    machine: [{ n: 0 }, { n: 0 }],
  });
  const two = await codeAll(other, (_, at) => (at % 2 === 0 && at < 32 ? ['food'] : []));
  expect([one.size, two.size]).toEqual([40, 40]);
  expect((await code('/rounds/1/end', [])).status).toBe(303);
  const results = (await app.json('/rounds/1')) as unknown as {
    agreements: {
      key: string;
      n: number;
      kappa: { observed: number; expected: number; kappa: number | null };
      alpha: number | null;
    }[];
    toSettle: number;
    settled: number;
  };
  // By hand: 16 both, 4 the first alone, 20 neither; observed .9, expected .5 × .4 + .5 × .6 = .5.
  expect(results.agreements[0]).toMatchObject({
    key: 'food',
    n: 40,
    kappa: { observed: 0.9, expected: expect.closeTo(0.5, 12), kappa: expect.closeTo(0.8, 12) },
  });
  expect(results.agreements[1]?.kappa.kappa).toBeNull();
  expect(results).toMatchObject({ toSettle: 4, settled: 36 });
  const left = (await app.json('/rounds/1/settle')) as {
    comments: { comment: { id: number }; codings: object[] }[];
  };
  expect(left.comments).toHaveLength(4);
  expect((await code('/rounds/1/settle/999999', [['theme', 'food']])).status).toBe(404);
  for (const { comment } of left.comments) {
    await code(`/rounds/1/settle/${comment.id}`, [
      ['theme', 'food'],
      ['sentiment', 'mixed'],
    ]);
  }
  const settled = (await app.json('/rounds/1')) as unknown as {
    round: { state: string };
    machine: { key: string; there: number; scores: { recall: number } }[];
  };
  expect(settled.round.state).toBe('closed');
  const food = [...one].filter(([, keys]) => keys.includes('food')).map(([id]) => id);
  const found = food.filter((id) => machine.get(id)?.includes('food')).length;
  expect(settled.machine[0]).toMatchObject({
    key: 'food',
    there: 20,
    scores: { recall: found / 20 },
  });
  const gold = await (await app.fetch('/rounds/gold.jsonl')).text();
  expect(
    gold
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object),
  ).toHaveLength(40);
  expect(await (await app.fetch('/rounds/1/results.csv')).text()).toContain(
    'Food,40,0.450,0.900,0.800',
  );
});

test('nobody codes a round that is not theirs, or is over', async () => {
  const third = await signIn(
    app.services,
    await addTestAccount(app.services.db, ['analyst'], 'third@example.org'),
  );
  expect((await app.fetch('/rounds/1/code', { headers: { cookie: third } })).status).toBe(403);
  expect((await app.fetch('/rounds/1/code')).status).toBe(409);
});

test('a round that is deleted takes its codes with it', async () => {
  expect(await app.html('/rounds/1/delete')).toContain('The codes of 2 coders on 40 comments go');
  await code('/rounds/1/delete', []);
  for (const table of [
    'roundCoding',
    'goldCoding',
    'codingRoundComment',
    'codingRoundCoder',
  ] as const) {
    expect(await app.services.db.selectFrom(table).selectAll().execute()).toEqual([]);
  }
});
