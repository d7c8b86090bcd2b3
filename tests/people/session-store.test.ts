import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SessionData } from 'express-session';
import { endSessions } from '../../src/people/session-queries.js';
import { SessionStore } from '../../src/people/session-store.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let reader: number;
beforeAll(async () => {
  app = await startTestApp({ as: null });
  reader = await addTestAccount(app.services.db, ['reader']);
});
afterAll(() => app.stop());

const ask = (where: string, headers: Record<string, string>) =>
  app.fetch(where, { headers: { accept: 'application/json', ...headers }, redirect: 'manual' });

describe('a session', () => {
  const statusOf = async (cookie: string) => (await ask('/surveys', { cookie })).status;

  it('is known by its whole cookie only', async () => {
    const cookie = await signIn(app.services, reader);
    expect(await statusOf(cookie)).toBe(200);
    expect(await statusOf(cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toBe(401);
    expect(await statusOf(cookie.replace(/\.[^.]*$/, ''))).toBe(401);
  });

  it('is kept only as the hash of its id', async () => {
    const cookie = await signIn(app.services, reader);
    const id = /s%3A([^.]+)\./.exec(cookie)?.[1] ?? '';
    const rows = await app.services.db.selectFrom('session').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(id);
  });

  it('ends some hours after sign-in, however busy', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    expect(await statusOf(await signIn(app.services, reader, { signedInAt: hoursAgo(11.9) }))).toBe(
      200,
    );
    expect(await statusOf(await signIn(app.services, reader, { signedInAt: hoursAgo(12.1) }))).toBe(
      401,
    );
  });

  it('ends when nothing was asked for so long', async () => {
    const cookie = await signIn(app.services, reader);
    expect(await statusOf(cookie)).toBe(200);
    await app.services.db
      .updateTable('session')
      .set({ expiresAt: new Date().toISOString() })
      .execute();
    expect(await statusOf(cookie)).toBe(401);
  });

  it('moves its end on while it is used, writing at most once a minute', async () => {
    const cookie = await signIn(app.services, reader);
    const long = new Date(Date.now() - 61_000).toISOString();
    const soon = new Date(Date.now() + 60_000).toISOString();
    const { db } = app.services;
    await db.updateTable('session').set({ seenAt: long, expiresAt: soon }).execute();
    await statusOf(cookie);
    const { expiresAt } = await db
      .selectFrom('session')
      .select('expiresAt')
      .orderBy('seenAt', 'desc')
      .executeTakeFirstOrThrow();
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 3_000_000);
  });

  it('is worth nothing once its account is disabled', async () => {
    const id = await addTestAccount(app.services.db, ['reader'], 'leaver@example.org');
    const cookie = await signIn(app.services, id);
    expect(await statusOf(cookie)).toBe(200);
    const disabledAt = new Date().toISOString();
    await app.services.db.updateTable('account').set({ disabledAt }).where('id', '=', id).execute();
    expect(await statusOf(cookie)).toBe(401);
  });

  it('stays ended where a request of its own was under way', async () => {
    const { db } = app.services;
    const id = 'a-session-under-way';
    const store = new SessionStore(db);
    const call = promisify(
      (work: (done: (error?: unknown) => void) => void, done: (error?: unknown) => void) =>
        work(done),
    );
    const now = new Date().toISOString();
    const cookie = { originalMaxAge: 60_000, expires: new Date(Date.now() + 60_000) };
    const fresh = { cookie, accountId: reader, signedInAt: now } as SessionData;
    await call((done) => store.set(id, fresh, done));
    const get = promisify<string, SessionData | null | undefined>((key, done) =>
      store.get(key, done as never),
    );
    const loaded = (await get(id)) as SessionData;
    await call((done) => store.set(id, { ...loaded, csrfToken: 'new' }, done));
    expect(await get(id)).toMatchObject({ accountId: reader, csrfToken: 'new' });
    await endSessions(db, reader);
    await call((done) => store.set(id, { ...loaded, csrfToken: 'newer' }, done));
    expect(await get(id)).toBeNull();
  });

  it('leads nowhere but to a password of one’s own while it has a one-time password', async () => {
    const id = await addTestAccount(app.services.db, ['administrator'], 'new@example.org');
    const cookie = await signIn(app.services, id);
    await app.services.db
      .updateTable('account')
      .set({ mustChangePassword: 1 })
      .where('id', '=', id)
      .execute();
    expect(await statusOf(cookie)).toBe(403);
    const page = await ask('/surveys', { cookie, accept: 'text/html' });
    expect(page.headers.get('location')).toBe('/account/password');
  });
});

describe('the session cookie', () => {
  const cookieAt = async (one: TestApp, headers: Record<string, string>) => {
    const answer = await one.fetch('/sign-in', { headers, redirect: 'manual' });
    return {
      cookie: answer.headers.get('set-cookie') ?? '',
      transport: answer.headers.get('strict-transport-security'),
    };
  };

  it('is for this site and for no script, and takes no stranger’s word for TLS', async () => {
    const { cookie, transport } = await cookieAt(app, { 'x-forwarded-proto': 'https' });
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).not.toMatch(/; Secure/);
    expect(transport).toBeNull();
  });

  it('is secure behind a proxy that may be believed', async () => {
    const behind = await startTestApp({ as: null, settings: { TRUST_PROXY: 'loopback' } });
    await addTestAccount(behind.services.db, ['reader']);
    const { cookie, transport } = await cookieAt(behind, { 'x-forwarded-proto': 'https' });
    await behind.stop();
    expect(cookie).toMatch(/; Secure/);
    expect(transport).toContain('max-age=');
  });
});
