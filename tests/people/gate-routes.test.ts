import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/app.js';
import { routes } from '../../src/people/addresses.js';
import { permissionsOf, roleKeys, type Role } from '../../src/people/permissions.js';
import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import { rawAnswer } from '../support/raw-answer.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
const accounts = new Map<Role, number>();
beforeAll(async () => {
  app = await startTestApp({ as: null });
  for (const role of roleKeys) accounts.set(role, await addTestAccount(app.services.db, [role]));
});
afterAll(() => app.stop());

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
}

const routesBelow = (stack: readonly Layer[]): string[] =>
  stack.flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods).map((method) => `${method} ${route.path}`)
      : routesBelow(handle?.stack ?? []),
  );

const tableOf = routes.map(([method, pattern]) => `${method} ${pattern}`);
/** An address of that pattern at which there is nothing. */
const nowhere = (pattern: string) => pattern.replace(/:\w+/g, '999999');
const as = async (role: Role) => ({ cookie: await signIn(app.services, accounts.get(role) ?? 0) });

const ask = (method: string, where: string, headers: Record<string, string> = {}) =>
  app.fetch(where, {
    method: method.toUpperCase(),
    headers: { accept: 'application/json', 'x-csrf-token': testFormToken, ...headers },
    redirect: 'manual',
  });

describe('the table of addresses', () => {
  it('names every route of the application, and no other', () => {
    const { stack } = createApp(app.services).router as unknown as { stack: Layer[] };
    const found = routesBelow(stack);
    const times = (key: string) => found.filter((one) => one === key).length;
    // Once in the gate, and once where it is answered.
    expect(tableOf.filter((key) => times(key) < 2)).toEqual([]);
    expect(found.filter((key) => !tableOf.includes(key))).toEqual([]);
    expect(new Set(tableOf).size).toBe(tableOf.length);
  });

  const kept = routes.filter(([, , access]) => access !== 'anybody');

  it.each(kept)('refuses %s %s to somebody who is not signed in', async (method, pattern) => {
    const answer = await ask(method, nowhere(pattern));
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ title: 'Sign in first' });
  });

  describe.each(roleKeys)('for the role %s', (role) => {
    const held = permissionsOf([role]);
    it.each(kept)('opens or refuses %s %s', async (method, pattern, access) => {
      const { status } = await ask(method, nowhere(pattern), await as(role));
      const isAllowed = access === 'signed_in' || held.has(access as never);
      expect([pattern, status === 403]).toEqual([pattern, !isAllowed]);
      expect(status).not.toBe(401);
      expect(status).toBeLessThan(500);
    });
  });

  it('sends a reader at a browser to the sign-in page, and back to where they were going', async () => {
    const answer = await ask('get', '/comments?q=food', { accept: 'text/html' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/sign-in?to=%2Fcomments%3Fq%3Dfood');
  });

  it('answers an address without a path as any that there is none of', async () => {
    expect(await rawAnswer(app, 'OPTIONS *')).toContain('HTTP/1.1 401');
  });

  it('says in the audit that a form went to no address', async () => {
    const headers = { ...(await as('reader')), 'x-csrf-token': 'theirs' };
    expect((await ask('post', '/nowhere', headers)).status).toBe(403);
    const { subjectName } = await app.services.db
      .selectFrom('audit')
      .select('subjectName')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(subjectName).toBe('an address that there is none of');
  });

  it.each(['put', 'patch', 'delete'])('answers %s with nothing', async (method) => {
    expect((await ask(method, '/surveys')).status).toBe(401);
    expect((await ask(method, '/surveys', await as('administrator'))).status).toBe(404);
  });
});
