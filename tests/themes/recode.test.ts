import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addFrame, currentFrame } from '../../src/themes/frame-queries.js';
import { markOutdated, outdatedImports } from '../../src/themes/recode-queries.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { tagsByKey } from './tags-by-key.js';

let app: TestApp;
let before: Map<string, number[]>;
let secondId: number;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
  before = await tagsByKey(app);
  const { id, content } = await currentFrame(app.services.db);
  const themes = content.themes
    // Food is found by one word alone, bullying is nothing any more, and pets are new.
    .filter(({ key }) => key !== 'bullying')
    .map((theme) =>
      theme.key === 'food' ? { ...theme, askedAbout: [], rules: [rule('dinner')] } : theme,
    );
  const pets = { ...blank, key: 'pets', name: 'Pets', rules: [rule('dog'), rule('cat')] };
  const second = { ...content, version: 'second', themes: [...themes, pets] };
  secondId = await addFrame(app.services.db, {
    content: second,
    state: 'draft',
    origin: 'edited',
    basedOnId: id,
    createdBy: 'Ann',
  });
});
afterAll(() => app.stop());

const rule = (say: string) => ({ say: [say], unless: [], whenAsked: [] });
const blank = {
  definition: 'Animals that people live with.',
  useWhen: 'An animal at home.',
  notWhen: 'Animals elsewhere.',
  examples: ['my dog is called Bob'],
  parent: null,
  askedAbout: [],
};

async function use(frameId: number) {
  const answer = await app.post(`/themes/frames/${frameId}/use`, {});
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/themes/recoding']);
  await app.services.jobs.idle();
}

const textsWith = async (word: RegExp) =>
  (await app.services.db.selectFrom('comment').select(['id', 'text']).orderBy('id').execute())
    .filter(({ text }) => word.test(text))
    .map(({ id }) => id);

test('what would change is told before anything does, by theme and with examples', async () => {
  const preview = (await app.json(`/themes/frames/${secondId}/preview`)) as unknown as {
    comments: number;
    changed: number;
    themes: { key: string; gains: number; loses: number; stays: number; gained: object[] }[];
  };
  const of = (key: string) => preview.themes.find((theme) => theme.key === key);
  expect(of('pets')).toMatchObject({ stays: 0, loses: 0 });
  expect(of('pets')?.gains).toBe((await textsWith(/\b(dogs?|cats?)\b/i)).length);
  expect(of('bullying')).toMatchObject({
    gains: 0,
    stays: 0,
    loses: before.get('bullying')?.length,
  });
  expect((of('food')?.stays ?? 0) + (of('food')?.loses ?? 0)).toBe(before.get('food')?.length);
  expect(of('pets')?.gained.length).toBeGreaterThan(0);
  expect(await tagsByKey(app)).toEqual(before);
});

test('another version codes every comment, and leaves what people decided', async () => {
  const { db } = app.services;
  const [food = 0, other = 0] = before.get('food') ?? [];
  const seen = (await app.json(`/review/comments/${food}`))['seen'] as string;
  await app.post(`/review/comments/${food}`, {
    seen,
    offered: ['food', 'restraint'],
    theme: ['restraint'],
    sentiment: 'mixed',
    add: 'Bullying',
  });
  await use(secondId);
  const after = await tagsByKey(app);
  expect(after.get('pets')).toEqual(await textsWith(/\b(dogs?|cats?)\b/i));
  expect(after.get('food')?.includes(food)).toBe(false);
  expect(after.get('restraint')).toContain(food);
  // The theme that the version lacks shows nowhere; what was said of it waits.
  expect(after.has('bullying')).toBe(false);
  expect(await db.selectFrom('reviewedComment').select('commentId').execute()).toEqual([
    { commentId: food },
  ]);
  expect(
    await db
      .selectFrom('sentiment')
      .select(['label', 'source'])
      .where('commentId', '=', food)
      .execute(),
  ).toEqual([{ label: 'mixed', source: 'person' }]);
  expect(await app.json(`/comments/${other}`)).toMatchObject({ id: other });
  expect(await app.json('/themes/recoding')).toMatchObject({ isUnderWay: false });
  expect(await outdatedImports(db)).toEqual([]);
});

test('the version before can be put back, and everything is as it was but for what people decided', async () => {
  const [food = 0] = before.get('food') ?? [];
  await use(1);
  const after = await tagsByKey(app);
  const expected = new Map(before);
  const without = (key: string) => (before.get(key) ?? []).filter((id) => id !== food);
  expected.set('food', without('food'));
  for (const key of ['restraint', 'bullying']) {
    expected.set(
      key,
      [...without(key), food].sort((one, two) => one - two),
    );
  }
  expect(after).toEqual(expected);
});

test('what is in use cannot be put to use again', async () => {
  const answer = await app.post('/themes/frames/1/use', {});
  expect([answer.status, await answer.text()]).toEqual([
    409,
    expect.stringContaining('This version is in use already.'),
  ]);
});

test('a server that starts codes what a stop left by the version before', async () => {
  const { db, config } = app.services;
  await db.deleteFrom('tag').where('source', '=', 'rule').execute();
  await markOutdated(db);
  await app.services.jobs.stop();
  const restarted = await startTestApp({ folder: config.dataDir, as: 'analyst' });
  try {
    await restarted.services.jobs.idle();
    expect(await outdatedImports(restarted.services.db)).toEqual([]);
    expect((await tagsByKey(restarted)).size).toBeGreaterThan(20);
  } finally {
    await restarted.stop();
  }
});
