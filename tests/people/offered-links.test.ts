import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '../../src/people/addresses.js';
import { permissionsOf, roleKeys, type Role } from '../../src/people/permissions.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { addressOf, openRestrictedSurvey, type RestrictedSurvey } from './restricted-survey.js';

let survey: RestrictedSurvey;
const cookies = new Map<Role, string>();
beforeAll(async () => {
  survey = await openRestrictedSurvey();
  const { services } = survey.app;
  for (const role of roleKeys) {
    const account = await addTestAccount(services.db, [role], `${role}@example.net`);
    cookies.set(role, await signIn(services, account));
  }
});
afterAll(() => survey.stop());

const patterns = routes.map(([method, pattern, access]) => ({
  method,
  access,
  // A literal address comes before one with a parameter, as in the table.
  path: new RegExp(`^${pattern.replace(/\./g, '\\.').replace(/:\w+/g, '[^/]+')}$`),
}));

/** What following a link or sending a form of the page asks for. */
function offeredBy(html: string): { method: string; path: string }[] {
  const links = [...html.matchAll(/<a [^>]*href="(\/[^"#?]*)/g)].map(([, path = '']) => ({
    method: 'get',
    path,
  }));
  const forms = [...html.matchAll(/<form ([^>]*)>/g)].map(([, attributes = '']) => ({
    method: /method="post"/.test(attributes) ? 'post' : 'get',
    path: /action="([^"?]*)/.exec(attributes)?.[1] ?? '',
  }));
  const buttons = [...html.matchAll(/formaction="([^"?]*)/g)].map(([, path = '']) => ({
    method: 'post',
    path,
  }));
  return [...links, ...forms, ...buttons];
}

describe('a page', () => {
  it.each(roleKeys)('offers a %s nothing that the role may not do', async (role) => {
    const { app, open } = survey;
    const held = permissionsOf([role]);
    const isHeld = (access: string) =>
      access === 'anybody' || access === 'signed_in' || held.has(access as never);
    const own = routes.filter(([method, , access]) => method === 'get' && isHeld(access));
    let seen = 0;
    for (const [, pattern] of own) {
      const path = addressOf(pattern, open);
      const response = await app.fetch(path, {
        headers: { accept: 'text/html', cookie: cookies.get(role) ?? '' },
        redirect: 'manual',
      });
      if (!response.headers.get('content-type')?.includes('text/html')) continue;
      if (response.headers.has('content-disposition')) continue;
      const offered = offeredBy(await response.text()).map((one) => ({
        ...one,
        access: patterns.find((route) => route.method === one.method && route.path.test(one.path))
          ?.access,
      }));
      seen += offered.length;
      const barred = offered.filter(({ access }) => access !== undefined && !isHeld(access));
      expect([path, barred]).toEqual([path, []]);
    }
    expect(seen).toBeGreaterThan(50);
  });
});
