import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { insertToken } from '../../src/people/token-queries.js';
import { sha256 } from '../../src/people/session-store.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Page {
  themes: { key: string; name: string; source: string }[];
  sentiment: string;
  coding: {
    rejected: { key: string; by: string }[];
    decisions: { about: string; before: string; after: string; undoneAt: string | null }[];
    form: { seen: string; canUndo: boolean } | null;
  };
}

let app: TestApp;
let reader: string;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
  reader = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
});
afterAll(() => app.stop());

const read = async (id: number) => (await app.json(`/comments/${id}`)) as unknown as Page;
const decide = async (id: number, fields: Record<string, string>) => {
  const { coding } = await read(id);
  const seen = coding.form?.seen ?? '';
  return app.post(`/review/comments/${id}`, { seen, step: 'part', ...fields });
};

test('the page of a comment takes one decision at a time, tells of each, and undoes the last', async () => {
  const [theme] = (await read(120)).themes;
  const key = theme?.key ?? '';
  const from = '/comments?q=hold';
  const answer = await decide(120, { offered: key, from });
  expect(answer.headers.get('location')).toBe(
    '/comments/120?from=%2Fcomments%3Fq%3Dhold&notice=coding-saved',
  );
  await decide(120, { theme: 'bullying' });
  await decide(120, { sentiment: 'mixed' });
  const page = await read(120);
  expect(page.themes.map((one) => one.key)).not.toContain(key);
  expect(page.themes.find((one) => one.key === 'bullying')).toMatchObject({ source: 'person' });
  expect(page.coding.rejected).toMatchObject([{ key, by: 'analyst@example.org' }]);
  expect(page.coding.decisions).toMatchObject([
    {
      about: 'Sentiment',
      before: expect.stringMatching(/% sure\)$/) as unknown as string,
      after: 'mixed',
    },
    { about: 'Theme “Bullying”', before: 'not found', after: 'applies' },
    { about: `Theme “${theme?.name}”`, before: 'found by rule', after: 'does not apply' },
  ]);
  const undone = await app.post('/review/undo', { step: 'part', from });
  expect(undone.headers.get('location')).toMatch(/^\/comments\/120\?from=.*notice=coding-undone$/);
  const after = await read(120);
  expect(after.sentiment).not.toBe('mixed');
  expect(after.coding.decisions.map(({ undoneAt }) => undoneAt !== null)).toEqual([
    true,
    false,
    false,
  ]);
});

test('undoing is offered only where the last decision of that person was', async () => {
  await decide(121, { sentiment: 'neutral' });
  expect((await read(121)).coding.form?.canUndo).toBe(true);
  expect((await read(122)).coding.form?.canUndo).toBe(false);
});

test('who may only read sees what people decided, and nothing to decide with', async () => {
  await decide(123, { sentiment: 'neutral' });
  const headers = { cookie: reader, accept: 'text/html' };
  const html = await (await app.fetch('/comments/123', { headers })).text();
  expect(html).toContain('What people decided (1 decision)');
  expect(html).not.toContain('action="/review');
});

test('the sentiment of each clause is told when somebody asks', async () => {
  const [{ id } = { id: 0 }] = await app.services.db
    .selectFrom('comment')
    .select('id')
    .where('text', 'like', '% but %')
    .limit(1)
    .execute();
  const { text, clauses } = (await app.json(`/comments/${id}/clauses`)) as {
    text: string;
    clauses: { text: string; label: string }[];
  };
  expect(clauses.length).toBeGreaterThan(1);
  for (const clause of clauses) expect(text).toContain(clause.text);
  expect((await app.fetch('/comments/999999/clauses')).status).toBe(404);
});

test('a program codes with JSON and a token, and is told what is stored', async () => {
  const { db } = app.services;
  const accountId = await addTestAccount(db, ['analyst']);
  const scopes = ['code_comments', 'read_comments'] as const;
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const token = { accountId, name: 'Coding', tokenHash: sha256('codes'), scopes: [...scopes] };
  await insertToken(db, { ...token, expiresAt });
  const ask = async (path: string, body?: object) => {
    const type = { 'content-type': 'application/json' };
    const own = { authorization: 'Bearer codes', accept: 'application/json', cookie: '' };
    const sent = body && { method: 'POST', body: JSON.stringify(body) };
    const answer = await app.fetch(path, { headers: { ...own, ...type }, ...sent });
    return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
  };
  const { seen } = (await ask('/review/comments/124')) as unknown as { seen: string };
  const saved = await ask('/review/comments/124', { seen, theme: ['food'], sentiment: 'mixed' });
  expect(saved).toMatchObject({ status: 200, sentiment: { label: 'mixed', source: 'person' } });
  expect(await ask('/review/comments/124', { seen, sentiment: 'neutral' })).toMatchObject({
    status: 409,
  });
  const undone = await ask('/review/undo', {});
  expect(undone).toMatchObject({ status: 200, comment: { id: 124 }, reviewed: null });
});
