import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
});
afterAll(() => app.stop());

/** Has 400 comments reviewed: each as the rules have it, and garden where a garden is spoken of. */
async function review() {
  const { db } = app.services;
  const comments = await db
    .selectFrom('comment')
    .select(['id', 'text'])
    .orderBy('id')
    .limit(400)
    .execute();
  const ids = comments.map(({ id }) => id);
  const tags = await db
    .selectFrom('tag')
    .innerJoin('theme', 'theme.id', 'tag.themeId')
    .select(['tag.commentId', 'theme.key'])
    .where('tag.commentId', 'in', ids)
    .execute();
  const by = { accountId: null, accountName: 'Ann' };
  const at = '2026-01-01T00:00:00.000Z';
  const said = comments.flatMap(({ id, text }) =>
    [
      ...tags
        .filter(({ commentId, key }) => commentId === id && key !== target)
        .map(({ key }) => key),
      ...(wanted.test(text) ? [target] : []),
    ].map((themeKey) => ({
      commentId: id,
      themeKey,
      applies: 1,
      evidence: '[]',
      judgedAt: at,
      ...by,
    })),
  );
  await db.insertInto('themeJudgement').values(said).execute();
  await db
    .insertInto('reviewedComment')
    .values(ids.map((commentId) => ({ commentId, reviewedAt: at, ...by })))
    .execute();
  return comments.filter(({ text }) => wanted.test(text)).length;
}
/** A theme whose rules know nothing of the word by which people give it here. */
const target = 'money-and-allowances';
const wanted = /\b(listen\w*|talk\w*)\b/i;

const suggested = async () =>
  (
    await app.services.db
      .selectFrom('tag')
      .innerJoin('theme', 'theme.id', 'tag.themeId')
      .innerJoin('comment', 'comment.id', 'tag.commentId')
      .select(['theme.key', 'comment.id', 'comment.text', 'tag.confidence', 'tag.evidence'])
      .where('tag.source', '=', 'model')
      .execute()
  ).filter(({ key }) => key === key);

test('learning asks for more reviewed comments than there are', async () => {
  const answer = await app.post('/themes/learning', {});
  expect([answer.status, await answer.text()]).toEqual([
    409,
    expect.stringContaining('Learning needs 300 reviewed comments; there are 0.'),
  ]);
});

test('what people add is suggested for comments that nobody has reviewed, by the words that tell', async () => {
  const given = await review();
  expect((await app.post('/themes/learning', {})).headers.get('location')).toBe(
    '/themes/learning?notice=model-learned',
  );
  const { models } = (await app.json('/themes/learning')) as {
    models: {
      state: string;
      report: { comments: number; themes: { key: string; confirmed: number; use: string }[] };
    }[];
  };
  expect(models).toMatchObject([{ state: 'off', report: { comments: 400 } }]);
  expect(models[0]?.report.themes.find((theme) => theme.key === target)).toMatchObject({
    confirmed: given,
  });
  expect(await suggested()).toEqual([]);
  await app.post('/themes/learning/1/on', {});
  await app.services.jobs.idle();
  const found = (await suggested()).filter((one) => one.key === target);
  expect(found.length).toBeGreaterThan(5);
  const right = found.filter(({ text }) => wanted.test(text));
  expect(right.length / found.length).toBeGreaterThan(0.7);
  for (const { id, confidence, evidence } of found) {
    expect(id).toBeGreaterThan(400);
    expect(confidence).toBeGreaterThanOrEqual(0.3);
    expect(evidence).not.toBe('[]');
  }
  expect(await app.html(`/comments/${right[0]?.id}`)).toContain('uggested by the model');
});

test('switched off, nothing of it is left, and what people said stays', async () => {
  const before = await app.services.db.selectFrom('themeJudgement').selectAll().execute();
  await app.post('/themes/learning/1/off', {});
  await app.services.jobs.idle();
  expect(await suggested()).toEqual([]);
  expect(await app.services.db.selectFrom('themeJudgement').selectAll().execute()).toEqual(before);
});
