import { createHmac, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { SessionData } from 'express-session';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Db } from '../../src/db/schema.js';
import type { Services } from '../../src/http/services.js';
import type { Role } from '../../src/people/permissions.js';
import { SessionStore, sessionSecret } from '../../src/people/session-store.js';
import type { TestApp } from './test-app.js';

/** The token that every form of a test's session carries. */
export const testFormToken = 'a-form-of-ours';

/** An account of those roles, without a password; its id. One that a kept folder brings is taken. */
export async function addTestAccount(
  db: Db,
  roles: readonly Role[],
  name = `${roles.join('-')}@example.org`,
): Promise<number> {
  const { id } = await db
    .insertInto('account')
    .values({
      name,
      fullName: 'Tess Tester',
      roles: JSON.stringify(roles),
      createdAt: new Date().toISOString(),
    })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ fullName: 'Tess Tester' }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The cookie header of a session of that account, as a sign-in leaves it. */
export async function signIn(
  { db, config }: Pick<Services, 'db' | 'config'>,
  accountId: number,
  change: Partial<SessionData> = {},
): Promise<string> {
  const id = randomBytes(24).toString('base64url');
  const maxAge = config.sessionIdleMinutes * 60_000;
  const session = {
    cookie: { originalMaxAge: maxAge, expires: new Date(Date.now() + maxAge), path: '/' },
    accountId,
    signedInAt: new Date().toISOString(),
    csrfToken: testFormToken,
    ...change,
  } as SessionData;
  const store = new SessionStore(db);
  await promisify((done: (error?: unknown) => void) => store.set(id, session, done))();
  const mark = createHmac('sha256', sessionSecret(config)).update(id).digest('base64');
  return `viewfinder=${encodeURIComponent(`s:${id}.${mark.replace(/=+$/, '')}`)}`;
}

/** A page of a browser of its own that is signed in as the application's tests are. */
export async function openPage(
  browser: Browser,
  { address, cookie }: Pick<TestApp, 'address' | 'cookie'>,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const [name = '', value = ''] = cookie.split('=');
  if (value !== '') await context.addCookies([{ name, value, url: address }]);
  return context.newPage();
}
