import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Listed {
  id: number;
  name: string;
  words: string[];
  total: number;
  fresh: number | null;
  owner: string | null;
  shared: boolean;
  mayChange: boolean;
}

let app: TestApp;
let other: string;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
  other = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
});
afterAll(() => app.stop());

const listed = async (cookie = app.cookie) => {
  const response = await app.fetch('/searches', {
    headers: { cookie, accept: 'application/json' },
  });
  return ((await response.json()) as { searches: Listed[] }).searches;
};
const save = (name: string, from: string, more: Record<string, string> = {}) =>
  app.post('/searches', { name, note: '', from, ...more });
const idOf = async (name: string) =>
  (await listed()).find((search) => search.name === name)?.id ?? 0;

test('a search is saved with its filters, and finds what its address finds', async () => {
  const address = '/comments?q=restrained&group=child&group=foster_carer';
  expect((await save('Restraint', address)).status).toBe(303);
  const [search] = await listed();
  const found = await app.json(address);
  expect(search).toMatchObject({ name: 'Restraint', total: found['total'], fresh: 0 });
  expect(search?.words).toContain('Search: restrained');
  const opened = await app.fetch(`/searches/${search?.id}`, { redirect: 'manual' });
  expect(opened.headers.get('location')).toBe(address);
});

test('comments that came after it was last opened are told as new until it is opened again', async () => {
  await save('Everything', '/comments');
  const id = await idOf('Everything');
  const { db } = app.services;
  await db.updateTable('savedSearchLook').set({ lastCommentId: 10 }).execute();
  const ids = await db.selectFrom('comment').select('id').where('id', '>', 10).execute();
  const before = (await listed()).find((search) => search.id === id);
  expect(before?.fresh).toBe(ids.length);
  await app.fetch(`/searches/${id}`);
  expect((await listed()).find((search) => search.id === id)?.fresh).toBe(0);
});

test('another sees it only where it is shared, and cannot change it', async () => {
  await save('Mine', '/comments?q=food');
  await save('Ours', '/comments?q=food', { shared: 'all' });
  const seen = await listed(other);
  expect(seen.map(({ name }) => name)).toEqual(['Ours']);
  expect(seen[0]).toMatchObject({ owner: 'analyst@example.org', fresh: null, mayChange: false });
  const as = { headers: { cookie: other } };
  expect((await app.fetch(`/searches/${await idOf('Mine')}`, as)).status).toBe(404);
  expect((await app.fetch(`/searches/${await idOf('Ours')}/edit`, as)).status).toBe(403);
});

test('it is renamed and deleted, and the audit never has its words', async () => {
  await save('Secret', '/comments?q=secretword');
  const id = await idOf('Secret');
  expect((await app.post(`/searches/${id}/edit`, { name: 'Renamed', note: 'n' })).status).toBe(303);
  expect(await idOf('Renamed')).toBe(id);
  expect(await app.html(`/searches/${id}/delete`)).toContain('Renamed');
  expect((await app.post(`/searches/${id}/delete`, {})).status).toBe(303);
  expect(await idOf('Renamed')).toBe(0);
  const entries = await app.services.db.selectFrom('audit').selectAll().execute();
  const own = entries.filter(({ action }) => /search_/.test(action) || action === 'search_saved');
  expect(own.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['search_saved', 'saved_search_changed', 'saved_search_deleted']),
  );
  expect(JSON.stringify(own)).not.toContain('secretword');
});

test('a blank name gets a sentence, and an address that is none selects everything', async () => {
  const refused = await save(' ', '/comments?q=food');
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain('Enter a name for the search');
  expect(page).toContain('value="/comments?q=food"');
  await save('Odd', 'https://example.org/comments?q=food');
  const odd = (await listed()).find(({ name }) => name === 'Odd');
  expect(odd?.words).toEqual([]);
});
