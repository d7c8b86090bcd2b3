import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { insertAccount } from '../../src/people/account-queries.js';
import { addAccount } from '../../src/people/change-account.js';
import { hashPassword } from '../../src/people/passwords.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { password, visitor, type Visitor } from './visitor.js';

let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

let app: TestApp;
let ada: Visitor;
beforeEach(async () => {
  app = await startTestApp({ as: null });
  const account = { name: 'ada', fullName: 'Ada Jones', roles: ['analyst' as const], passwordHash };
  await insertAccount(app.services.db, account);
  ada = visitor(app, { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64) Firefox/140.0' });
  await ada.signIn('ada', password);
});
afterEach(() => app.stop());

const another = 'vexed tulip under lanterns';
const json = async (who: Visitor, path: string) =>
  (await (
    await app.fetch(path, { headers: { cookie: who.cookie(), accept: 'application/json' } })
  ).json()) as Record<string, unknown>;
const changePassword = (who: Visitor, fields: Record<string, string>) =>
  who.post('/account/password', '/account/password', fields);

describe('changing one’s own password', () => {
  it('asks for the old one, ends the other sessions and keeps this one under another id', async () => {
    const elsewhere = visitor(app);
    await elsewhere.signIn('ada', password);
    const before = ada.cookie();
    const form = { old: password, password: another, again: another };
    expect((await changePassword(ada, form)).headers.get('location')).toMatch(/^\/account\?/);
    expect(ada.cookie()).not.toBe(before);
    expect((await ada.get('/account')).status).toBe(200);
    expect((await elsewhere.get('/account')).status).toBe(303);
    expect((await visitor(app).signIn('ada', password)).status).toBe(422);
    expect((await visitor(app).signIn('ada', another)).status).toBe(303);
  });

  it.each([
    [{ old: 'not this', password: another, again: another }, 'This is not your password'],
    [{ old: password, password: another, again: 'x' }, 'The two new passwords are not the same'],
    [{ old: password, password, again: password }, 'that you have not had until now'],
    [{ old: password, password: 'password1234', again: 'password1234' }, 'commonest'],
    [{}, 'Enter a new password'],
  ])('refuses %j', async (form, why) => {
    const answer = await changePassword(ada, form);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(why);
    expect((await visitor(app).signIn('ada', password)).status).toBe(303);
  });

  it('cannot be used to guess the old one for long', async () => {
    const wrong = { old: 'guess', password: another, again: another };
    for (let at = 0; at < 5; at += 1) await changePassword(ada, wrong);
    const right = { old: password, password: another, again: another };
    expect((await changePassword(ada, right)).status).toBe(429);
  });

  it('comes first for whoever signed in with a one-time password', async () => {
    const bea = { name: 'bea', fullName: 'Bea Bold', roles: ['reader' as const] };
    const { oneTimePassword } = await addAccount(app.services.db, shellViewer(), bea);
    const newcomer = visitor(app);
    const answer = await newcomer.signIn('bea', oneTimePassword, '/themes');
    expect(answer.headers.get('location')).toBe('/account/password');
    expect((await newcomer.get('/surveys')).headers.get('location')).toBe('/account/password');
    // No page is open to them yet, so the masthead names none.
    expect(await (await newcomer.get('/account/password')).text()).not.toContain('href="/themes"');
    const same = { password: oneTimePassword, again: oneTimePassword };
    expect((await changePassword(newcomer, same)).status).toBe(422);
    expect((await changePassword(newcomer, { password: another, again: another })).status).toBe(
      303,
    );
    expect((await newcomer.get('/surveys')).status).toBe(200);
  });
});

describe('one’s own sessions', () => {
  it('are listed with the browser in words, and all end at once', async () => {
    const elsewhere = visitor(app);
    await elsewhere.signIn('ada', password);
    const { sessions } = await json(ada, '/account');
    expect(sessions).toHaveLength(2);
    expect(sessions).toContainEqual(
      expect.objectContaining({ browser: 'Firefox on Windows', isThis: true }),
    );
    expect(JSON.stringify(sessions)).not.toContain('idHash');
    await ada.post('/account', '/account/sessions/end', {});
    for (const who of [ada, elsewhere]) expect((await who.get('/account')).status).toBe(303);
  });
});

describe('a token', () => {
  const make = (fields: Record<string, string | string[]>) =>
    ada.post('/account', '/account/tokens', { name: 'Figures', days: '30', ...fields });
  const tokenIn = (page: string) => /vf_[\w-]{43}/.exec(page)?.[0] ?? '';
  const ask = (token: string, path: string, init: RequestInit = {}) =>
    app.fetch(path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    });

  it('is shown once, does what it was made for and no more, and shows when it was used', async () => {
    const token = tokenIn(await (await make({ scopes: ['view'] })).text());
    expect(token).not.toBe('');
    expect(await (await ada.get('/account')).text()).not.toContain(token);
    expect((await ask(token, '/surveys')).status).toBe(200);
    expect((await ask(token, '/comments')).status).toBe(403);
    const { tokens } = (await json(ada, '/account')) as { tokens: { usedAt: string }[] };
    expect(Date.now() - Date.parse(tokens[0]?.usedAt ?? '')).toBeLessThan(60_000);
    const kept = JSON.stringify([
      await app.services.db.selectFrom('apiToken').selectAll().execute(),
      await app.services.db.selectFrom('audit').selectAll().execute(),
    ]);
    expect(kept).not.toContain(token);
  });

  it('is worth nothing once it is revoked', async () => {
    const token = tokenIn(await (await make({ scopes: ['view'] })).text());
    expect((await ask(token, '/surveys')).status).toBe(200);
    await ada.post('/account', '/account/tokens/1/revoke', {});
    expect((await ask(token, '/surveys')).status).toBe(401);
  });

  it.each([
    [{ scopes: ['administer'] }, 'Choose what the token may do'],
    [{ scopes: ['view', 'administer'] }, 'no more than you may yourself'],
    [{ scopes: [] }, 'Choose what the token may do'],
    [{ scopes: ['view'], days: '366' }, '365 days at most'],
    [{ scopes: ['view'], days: '0' }, '365 days at most'],
    [{ scopes: ['view'], days: '' }, '365 days at most'],
    [{ scopes: ['view'], name: '' }, 'Enter what the token is for'],
  ])('is not made of %j', async (fields, why) => {
    const answer = await make(fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(why);
    expect(await app.services.db.selectFrom('apiToken').selectAll().execute()).toEqual([]);
  });

  it('makes no other token, changes no password and ends no session', async () => {
    const token = tokenIn(await (await make({ scopes: ['view'] })).text());
    for (const path of [
      '/account/tokens',
      '/account/password',
      '/account/sessions/end',
      '/sign-out',
      '/sign-in',
      '/set-up',
    ]) {
      const answer = await ask(token, path, { method: 'POST', body: new URLSearchParams() });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect((await ask(token, '/account')).status).toBe(403);
    expect((await ada.get('/account')).status).toBe(200);
  });
});
