import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let other: string;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
  const second = await addTestAccount(app.services.db, ['analyst'], 'second@example.org');
  other = await signIn(app.services, second);
});
afterAll(() => app.stop());

interface Review {
  seen: string;
  offered: { key: string; source: string; applies: boolean; evidence: object[] }[];
  sentiment: { label: string; source: string; probability: number };
  reviewed: object | null;
}

const read = async (id: number) => (await app.json(`/review/comments/${id}`)) as unknown as Review;
const keysOf = ({ offered }: Review) =>
  offered.filter(({ applies }) => applies).map(({ key }) => key);

/** A comment with at least two themes by rule, not used by another test. */
const used = new Set<number>();
async function comment(): Promise<number> {
  const rows = await app.services.db
    .selectFrom('tag')
    .select(({ fn }) => ['commentId', fn.countAll<number>().as('count')])
    .groupBy('commentId')
    .execute();
  const id = rows.find((row) => row.count >= 2 && !used.has(row.commentId))?.commentId ?? 0;
  used.add(id);
  return id;
}

interface Save {
  seen?: string;
  keep?: string[];
  add?: string;
  sentiment?: string;
  marked?: string;
  cookie?: string;
}

async function save(id: number, { seen, keep, cookie, ...fields }: Save) {
  const before = await read(id);
  const pairs = [
    ['csrf', testFormToken],
    ['seen', seen ?? before.seen],
    ...before.offered.map(({ key }) => ['offered', key]),
    ...(keep ?? keysOf(before)).map((key) => ['theme', key]),
    ...Object.entries(fields),
  ] as [string, string][];
  return app.fetch(`/review/comments/${id}?pile=all`, {
    method: 'POST',
    body: new URLSearchParams(pairs),
    redirect: 'manual',
    ...(cookie === undefined ? {} : { headers: { cookie } }),
  });
}

const undo = (cookie?: string) =>
  app.fetch('/review/undo', {
    method: 'POST',
    body: new URLSearchParams({ csrf: testFormToken }),
    redirect: 'manual',
    ...(cookie === undefined ? {} : { headers: { cookie } }),
  });

/** All that is stored of how a comment is coded. */
async function stored(id: number) {
  const { db } = app.services;
  const of = <T extends 'tag' | 'sentiment' | 'themeJudgement' | 'reviewedComment'>(table: T) =>
    db
      .selectFrom(table as 'tag')
      .selectAll()
      .where('commentId', '=', id)
      .execute();
  return {
    tags: await of('tag'),
    sentiment: await of('sentiment'),
    judgements: await of('themeJudgement'),
    reviewed: await of('reviewedComment'),
  };
}

describe('coding a comment', () => {
  test('confirms what is ticked, rejects what is not, adds, and says what the sentiment is', async () => {
    const id = await comment();
    const before = await read(id);
    const [kept = '', rejected = ''] = keysOf(before);
    const answer = await save(id, { keep: [kept], add: 'bully', sentiment: 'mixed' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^\/review\/comments\/\d+\?pile=all$/);
    const after = await read(id);
    expect(keysOf(after).sort()).toEqual([kept, 'bullying'].sort());
    expect(after.offered.find(({ key }) => key === rejected)).toMatchObject({ applies: false });
    expect(after.offered.find(({ key }) => key === kept)).toMatchObject({
      source: 'person',
      evidence: before.offered.find(({ key }) => key === kept)?.evidence,
    });
    expect(after.sentiment).toMatchObject({ label: 'mixed', source: 'person', probability: 1 });
    expect(after.reviewed).toMatchObject({ accountName: 'analyst@example.org' });
  });

  test('is undone whole, the codes of the program with their evidence too', async () => {
    const id = await comment();
    const before = await stored(id);
    await save(id, {
      keep: [],
      add: 'food',
      sentiment: 'neutral',
      marked: '{"food":[{"start":0,"end":2}]}',
    });
    const answer = await undo();
    expect(answer.headers.get('location')).toContain(`/review/comments/${id}?`);
    expect(await stored(id)).toEqual(before);
    const decisions = await app.services.db
      .selectFrom('codingDecision')
      .select(['undoneAt', 'kind'])
      .where('commentId', '=', id)
      .execute();
    expect(decisions.length).toBeGreaterThan(3);
    expect(decisions.every(({ undoneAt }) => undoneAt !== null)).toBe(true);
  });

  test('is undone save by save, last first', async () => {
    const id = await comment();
    const states = [await stored(id)];
    for (const sentiment of ['mixed', 'neutral', 'positive']) {
      await save(id, { sentiment });
      states.push(await stored(id));
    }
    for (const state of states.reverse().slice(1)) {
      await undo();
      expect(await stored(id)).toEqual(state);
    }
  });

  test('keeps the words that were marked for a theme, as places and not as words', async () => {
    const id = await comment();
    await save(id, {
      add: 'Food',
      marked: '{"food":[{"start":1,"end":4},{"start":2,"end":99999}]}',
    });
    const food = (await read(id)).offered.find(({ key }) => key === 'food');
    expect(food?.evidence).toEqual([{ start: 1, end: 4 }]);
  });

  test('refuses a theme that the frame has not, and keeps nothing', async () => {
    const id = await comment();
    const before = await stored(id);
    const answer = await save(id, { add: 'zebras' });
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining('No one theme is called “zebras”. Choose a theme from the list'),
    ]);
    expect(await stored(id)).toEqual(before);
  });

  test('says that somebody else came between, and keeps what they decided', async () => {
    const id = await comment();
    const { seen } = await read(id);
    await save(id, { sentiment: 'neutral', cookie: other });
    const theirs = await stored(id);
    const late = await save(id, { seen, sentiment: 'positive' });
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining('Somebody else has coded this comment since you opened it.'),
    ]);
    expect(await stored(id)).toEqual(theirs);
  });

  test('cannot be undone over what somebody else decided since', async () => {
    const id = await comment();
    await save(id, { sentiment: 'neutral' });
    await save(id, { sentiment: 'negative', cookie: other });
    const theirs = await stored(id);
    expect((await undo()).status).toBe(409);
    expect(await stored(id)).toEqual(theirs);
    await undo(other);
    await undo();
  });

  test('is closed to those who may only read', async () => {
    const reader = await addTestAccount(app.services.db, ['reader']);
    const cookie = await signIn(app.services, reader);
    expect((await app.fetch('/review', { headers: { cookie } })).status).toBe(403);
    expect((await save(await comment(), { cookie })).status).toBe(403);
  });
});

describe('a queue', () => {
  const next = async (address: string, cookie = app.cookie) => {
    const answer = await app.fetch(address, { redirect: 'manual', headers: { cookie } });
    return Number(/comments\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1]);
  };

  test('begins with the comments that the program is least sure of', async () => {
    const id = await next('/review/next?pile=unsure');
    const least = await app.services.db
      .selectFrom('sentiment')
      .select(({ fn }) => fn.min('probability').as('least'))
      .where('source', '=', 'model')
      .executeTakeFirst();
    expect((await read(id)).sentiment.probability).toBe(least?.least);
  });

  test('gives two people different comments, and nobody what they passed over', async () => {
    const mine = await next('/review/next?pile=no-theme');
    const theirs = await next('/review/next?pile=no-theme', other);
    expect(theirs).not.toBe(mine);
    expect(await next('/review/next?pile=no-theme')).toBe(mine);
    await app.post(`/review/comments/${mine}/skip?pile=no-theme`, {});
    expect([mine, theirs]).not.toContain(await next('/review/next?pile=no-theme'));
  });

  test('of a seed is the same each time, and another for another seed', async () => {
    const first = await next('/review/next?pile=all&seed=7');
    expect(await next('/review/next?pile=all&seed=7')).toBe(first);
    expect(await next('/review/next?pile=all&seed=8')).not.toBe(first);
  });

  test('does not bring a reviewed comment again, and counts it down', async () => {
    const before = (await app.json('/review')) as { piles: { key: string; count: number }[] };
    const id = await next('/review/next?pile=all&seed=9');
    await save(id, {});
    const after = (await app.json('/review')) as { piles: { key: string; count: number }[] };
    const count = (of: typeof before, key: string) =>
      of.piles.find((pile) => pile.key === key)?.count;
    expect(count(after, 'all')).toBe((count(before, 'all') ?? 0) - 1);
    expect(count(after, 'reviewed')).toBe((count(before, 'reviewed') ?? 0) + 1);
    expect(await next('/review/next?pile=all&seed=9')).not.toBe(id);
  });

  test('has in disagreement what a person decided otherwise', async () => {
    const id = await comment();
    await save(id, { keep: [] });
    const seen = new Set<number>();
    for (let at = 0; at < 40; at += 1) {
      const one = await next('/review/next?pile=disagreement');
      if (seen.has(one) || Number.isNaN(one)) break;
      seen.add(one);
      await app.post(`/review/comments/${one}/skip?pile=disagreement`, {});
    }
    expect(seen).toContain(id);
  });
});
