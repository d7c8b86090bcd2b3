import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { currentFrame } from '../../src/themes/frame-queries.js';
import { drawComments } from '../../src/themes/trial-queries.js';
import { tryRule, type RuleTrial } from '../../src/themes/try-rule.js';
import { wholeSight } from '../../src/people/sight.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { testFormToken } from '../support/sign-in.js';

let app: TestApp;
let draft: string;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
  const { id } = await currentFrame(app.services.db);
  const begun = await app.post('/themes/frames', { from: String(id) });
  draft = (begun.headers.get('location') ?? '').replace(/\?.*/, '');
  // The first text loads the models, which takes its time where many suites run at once.
  await trial({ key: 'food', say: 'food' });
});
afterAll(() => app.stop());

async function trial(fields: Record<string, string>): Promise<RuleTrial> {
  const answer = await app.fetch(`${draft}/try`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      csrf: testFormToken,
      seen: '',
      unless: '',
      negated: '',
      whenAsked: '',
      ...fields,
    }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { trial: RuleTrial }).trial;
}
const found = async (query: string) =>
  ((await app.json(`/comments?${query}`)) as unknown as { total: number }).total;

describe('a rule that is tried', () => {
  test('is counted over every comment that may be seen, as a search for the word counts it', async () => {
    const { hits, read, total, stoppedEarly } = await trial({ key: 'food', say: '=xbox' });
    expect(hits).toBe(await found('q=%22xbox%22'));
    expect(hits).toBeGreaterThan(1);
    expect([read, total, stoppedEarly]).toEqual([await found(''), await found(''), false]);
  });

  test('shows its words in their place', async () => {
    const { shown } = await trial({ key: 'food', say: '=xbox' });
    for (const { segments, isNew } of shown) {
      const evidence = segments.filter((one) => one.evidence).map(({ text }) => text.toLowerCase());
      expect(evidence.length).toBeGreaterThan(0);
      for (const words of evidence) expect(words).toBe('xbox');
      expect(isNew).toBe(true);
    }
  });

  test('finds nothing new where the theme’s other rules find all of it', async () => {
    const { hits, added, shown } = await trial({ key: 'food', say: '=food' });
    expect(hits).toBe(await found('q=%22food%22'));
    expect(added).toBe(0);
    expect(shown.every(({ isNew }) => !isNew)).toBe(true);
  });

  test('is not compared with what it was before it was changed', async () => {
    const { db } = app.services;
    const content = (await currentFrame(db)).content;
    const own = content.themes.find(({ key }) => key === 'restraint');
    const at =
      own?.rules.findIndex(({ say }) => say.some((one) => one.includes('restrain*'))) ?? -1;
    const rule = own?.rules[at];
    if (!rule) throw new Error('no such rule');
    const { hits, added } = await tryRule(db, wholeSight, {
      content,
      key: 'restraint',
      at,
      rule,
      seed: 1,
    });
    expect(hits).toBeGreaterThan(added);
    expect(added).toBeGreaterThan(0);
    const beside = await tryRule(db, wholeSight, {
      content,
      key: 'restraint',
      at: 999,
      rule,
      seed: 1,
    });
    expect([beside.hits, beside.added]).toEqual([hits, 0]);
  });

  test('that counts alone finds only what has no theme', async () => {
    const anywhere = await trial({ key: 'food', say: '=good' });
    const alone = await trial({ key: 'food', say: '=good', alone: 'yes' });
    expect(alone.hits).toBeGreaterThan(0);
    expect(alone.hits).toBeLessThan(anywhere.hits);
    expect(alone.hits).toBeLessThanOrEqual(await found('q=%22good%22&theme=none'));
  });

  test('says when it is too broad, by its words and by what it finds', async () => {
    expect((await trial({ key: 'food', say: 'good' })).broad).toContain('in comments on anything');
    const many = 'a*/th*/wh*/st*/no*/ca*/we*/so*'.replace('a*/', '');
    expect((await trial({ key: 'food', say: many })).broad).toBeDefined();
    expect((await trial({ key: 'food', say: 'xbox' })).broad).toBeUndefined();
  });

  test('never shows a comment that is flagged, but counts it', async () => {
    const before = await trial({ key: 'food', say: '=xbox' });
    const flagged = before.shown[0]?.id ?? 0;
    await app.post(`/comments/${flagged}/flag`, { reason: 'harm' });
    const { count } = await app.services.db
      .selectFrom('commentFlag')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('commentId', '=', flagged)
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
    const after = await trial({ key: 'food', say: '=xbox' });
    expect(after.hits).toBe(before.hits);
    expect(after.shown.map(({ id }) => id)).not.toContain(flagged);
  });

  test('ends early when nobody waits for it any more, and says how far it came', async () => {
    const { db } = app.services;
    const { content } = await currentFrame(db);
    const rule = { say: ['food'], unless: [], whenAsked: [] };
    const order = { content, key: 'food', at: 999, rule, seed: 1 };
    let asked = 0;
    const trialled = await tryRule(db, wholeSight, order, () => (asked += 1) > 2);
    expect(trialled.stoppedEarly).toBe(true);
    expect(trialled.read).toBe(400);
    expect(trialled.total).toBe(await found(''));
  });

  test('has all that it can say beside it, in the words of its form', async () => {
    const html = await app.html(`${draft}/themes/food/rules/new`);
    const except = 'Except with: <code>tea</code> unless the sentence has <code>cup of tea</code>';
    expect(html).toContain(except);
    expect(html).toContain('The rule does not count in a sentence in which any of these stands.');
    expect(html).not.toMatch(/negated: (never|only)|whenAsked:|alone:/);
  });

  test('without scripts comes back on its page with what it finds', async () => {
    const form = { key: 'food', seen: '', say: '=xbox', unless: '', negated: '', whenAsked: '' };
    const html = await (await app.post(`${draft}/try`, form)).text();
    expect(html).toContain('<span class="app-evidence">');
    expect(html).toContain('=xbox</textarea>');
  });
});

test('comments are drawn at random, each once, the same for the same seed', async () => {
  const { db } = app.services;
  const one = await drawComments(db, wholeSight, { most: 100, seed: 1 });
  const same = await drawComments(db, wholeSight, { most: 100, seed: 1 });
  const other = await drawComments(db, wholeSight, { most: 100, seed: 2 });
  expect(new Set(one.ids).size).toBe(100);
  expect(one).toEqual(same);
  expect(other.ids).not.toEqual(one.ids);
  // The mean of 100 ids drawn from 1 to N is within three standard errors of the middle.
  const mean = one.ids.reduce((sum, id) => sum + id, 0) / 100;
  const { last } = await db
    .selectFrom('comment')
    .select(({ fn }) => fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  expect(Math.abs(mean - last / 2)).toBeLessThan((3 * last) / Math.sqrt(12) / 10);
});
