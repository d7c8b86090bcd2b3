import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listAccounts } from '../../src/people/account-queries.js';
import { signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { visitor } from './visitor.js';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.stop());

const bea = {
  name: 'Bea.Bold@example.org',
  fullName: 'Bea <b>Bold</b>',
  roles: ['reader', 'analyst'],
};
const passwordIn = (page: string) => /class="app-secret">([^<]+)</.exec(page)?.[1] ?? '';
const add = async (fields: Record<string, string | string[]> = bea) => {
  const page = await (await app.post('/people', fields)).text();
  const accounts = await listAccounts(app.services.db);
  return { page, id: Math.max(...accounts.map(({ id }) => id)) };
};

describe('an administrator', () => {
  it('adds a person, who signs in with the password that was shown', async () => {
    const { page } = await add();
    expect(page).toContain('One-time password for Bea &lt;b&gt;Bold');
    const answer = await visitor(app).signIn('bea.bold@example.org', passwordIn(page));
    expect(answer.headers.get('location')).toBe('/account/password');
  });

  it.each([
    [{ ...bea, name: '' }, 'Enter a name to sign in with'],
    [{ ...bea, name: 'two words' }, 'The name must be an e-mail address'],
    [{ ...bea, name: 'a\r\nb@x' }, 'The name must be an e-mail address'],
    [{ ...bea, fullName: ' ' }, 'Enter the full name'],
    [{ ...bea, roles: [] }, 'Choose at least one role'],
    [{ ...bea, roles: ['reader', 'constructor'] }, 'There is no role constructor'],
    [{ ...bea, name: 'administrator@example.org' }, 'There is already an account named'],
  ])('is told what is wrong with %j', async (fields, why) => {
    const answer = await app.post('/people', fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(why);
    expect(await listAccounts(app.services.db)).toHaveLength(1);
  });

  it('is told of several faults in the order of the form', async () => {
    const answer = await app.post('/people', {});
    const page = await answer.text();
    const faults = [...page.matchAll(/<a href="#(\w+)">/g)].map(([, field]) => field);
    expect(faults).toEqual(['fullName', 'name', 'roles']);
  });

  it('finds people by either name, and sees what roles may do', async () => {
    await add();
    const found = async (search: string) =>
      ((await app.json(`/people?search=${search}`)) as { accounts: unknown[] }).accounts.length;
    expect([await found('bold'), await found('EXAMPLE.org'), await found('nobody')]).toEqual([
      1, 2, 0,
    ]);
    const page = await app.html('/people');
    expect(page).toContain('Set how long records are kept, erase a response, purge a wave');
  });

  it('changes roles, which count from the person’s next request', async () => {
    const { id } = await add();
    const cookie = await signIn(app.services, id);
    await app.services.db.updateTable('account').set({ mustChangePassword: 0 }).execute();
    const asBea = (path: string) => app.fetch(path, { headers: { cookie }, redirect: 'manual' });
    expect((await asBea('/imports')).status).toBe(403);
    await app.post(`/people/${id}`, { fullName: 'Bea Bold', roles: ['survey_officer'] });
    expect((await asBea('/imports')).status).toBe(200);
    await app.post(`/people/${id}/disable`, {});
    expect((await asBea('/imports')).headers.get('location')).toMatch(/^\/sign-in/);
    await app.post(`/people/${id}/enable`, {});
    expect((await asBea('/imports')).headers.get('location')).toMatch(/^\/sign-in/);
  });

  it('is told in the form who the last administrator is', async () => {
    const answer = await app.post('/people/1', { fullName: 'Me', roles: ['reader'] });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('is the last administrator who can sign in');
    expect((await app.post('/people/1/disable', {})).status).toBe(409);
    expect((await app.fetch('/people')).status).toBe(200);
  });

  it('resets a password and ends sessions', async () => {
    const { id, page } = await add();
    const cookie = await signIn(app.services, id);
    const asked = () => app.fetch('/account/password', { headers: { cookie }, redirect: 'manual' });
    expect((await asked()).status).toBe(200);
    await app.post(`/people/${id}/sessions/end`, {});
    expect((await asked()).status).not.toBe(200);
    const reset = await (await app.post(`/people/${id}/reset`, {})).text();
    const signIns = await Promise.all(
      [passwordIn(page), passwordIn(reset)].map((one) =>
        visitor(app).signIn('bea.bold@example.org', one),
      ),
    );
    expect(signIns.map(({ status }) => status)).toEqual([422, 303]);
  });

  it('never gets a hash, whatever the format', async () => {
    await add();
    for (const path of ['/people', '/people/2', '/account', '/people/new']) {
      expect(JSON.stringify(await app.json(path))).not.toMatch(/argon2|passwordHash|token_?hash/i);
    }
  });
});
