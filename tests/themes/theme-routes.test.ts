import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wholeSight } from '../../src/people/sight.js';
import { countSentimentByTheme } from '../../src/themes/theme-queries.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Listed {
  frame: string;
  themes: { key: string; name: string; definition: string; comments: number }[];
}
interface Shown {
  comments: number;
  sentiments: { label: string; comments: number }[];
  rules: { says: string[] }[];
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
});
afterAll(() => app.stop());

const list = async () => (await app.json('/themes')) as unknown as Listed;
const found = async (query: string) => {
  const { total } = (await app.json(`/comments?${query}`)) as unknown as { total: number };
  return total;
};

describe('the themes', () => {
  test('are listed with as many comments as the link to them finds', async () => {
    const { themes } = await list();
    expect(themes.length).toBeGreaterThanOrEqual(20);
    for (const key of ['restraint', 'food', 'delay']) {
      const theme = themes.find((one) => one.key === key);
      expect(theme?.comments).toBeGreaterThan(5);
      expect(await found(`theme=${key}`)).toBe(theme?.comments);
    }
    const html = await app.html('/themes');
    expect(html).toContain('href="/themes/restraint"');
    expect(html).toContain('href="/comments?theme=restraint"');
  });

  test('that group others count the comments of these, each once', async () => {
    const { themes } = await list();
    const count = (key: string) => themes.find((one) => one.key === key)?.comments ?? 0;
    const parts = ['quality-of-care', 'living-with-others', 'home-and-room', 'food'].map(count);
    parts.push(count('activities-and-leisure'));
    expect(count('home-life')).toBeGreaterThan(Math.max(...parts));
    expect(count('home-life')).toBeLessThan(parts.reduce((sum, one) => sum + one));
    expect(await found('theme=home-life')).toBe(count('home-life'));
    const shown = (await app.json('/themes/home-life')) as unknown as Shown;
    expect(shown.comments).toBe(count('home-life'));
    expect(await app.html('/themes/home-life')).toContain('Everyday life where a child lives');
    const bySentiment = await countSentimentByTheme(app.services.db, wholeSight, null);
    const own = bySentiment.filter(({ theme }) => theme === 'home-life');
    expect(own.length).toBeGreaterThan(1);
    for (const { sentiment, comments } of own) {
      expect(comments).toBe(await found(`theme=home-life&sentiment=${sentiment}`));
    }
  });

  test('show how to use them, their words and their comments by sentiment', async () => {
    const shown = (await app.json('/themes/restraint')) as unknown as Shown;
    const { themes } = await list();
    expect(shown.comments).toBe(themes.find(({ key }) => key === 'restraint')?.comments);
    expect(shown.rules.flatMap(({ says }) => says)).toContain('restrain…');
    for (const { label, comments } of shown.sentiments) {
      expect(await found(`theme=restraint&sentiment=${label}`)).toBe(comments);
    }
    const html = await app.html('/themes/restraint');
    expect(html).toContain('When to use it');
    expect(html).toContain('restrain…');
  });

  test('that do not exist are not found', async () => {
    for (const key of ['nonsense', '__proto__', 'constructor']) {
      expect((await app.fetch(`/themes/${key}`)).status).toBe(404);
    }
  });
});

test('without any import the page says what to do', async () => {
  const empty = await startTestApp();
  try {
    expect(await empty.html('/themes/food')).toContain('href="/imports/new"');
    const { themes } = (await empty.json('/themes')) as unknown as Listed;
    expect(themes.every(({ comments }) => comments === 0)).toBe(true);
  } finally {
    await empty.stop();
  }
});
