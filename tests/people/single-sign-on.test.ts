import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { claimAt, rolesOf } from '../../src/people/single-sign-on.js';
import { createVisitor, partsOf, proveAt } from '../support/oidc-provider.js';
import { addTestAccount } from '../support/sign-in.js';
import { startSingleSignOn, type SingleSignOnApp } from './single-sign-on-app.js';

let sso: SingleSignOnApp;
beforeAll(async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  sso = await startSingleSignOn();
  const { people } = sso.provider;
  people.set('ada', {
    preferred_username: 'Ada@Example.org',
    name: 'Ada  Able',
    roles: ['inspectors'],
  });
  people.set('bob', { email: 'bob@example.org', roles: 'authors' });
  people.set('nil', { email: 'nil@example.org', roles: ['visitors'] });
  people.set('eve', { email: 'administrator@example.org', roles: ['inspectors'] });
});
afterAll(() => sso.stop());

describe('a sign-in by the provider', () => {
  it('makes an account at first, with the role of the claim, and lets in', async () => {
    const visit = createVisitor();
    const there = await visit(`${sso.begin}?to=/measures`);
    const asked = new URL(there.headers.get('location') ?? '');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    const back = await visit(await proveAt(visit, `${sso.begin}?to=/measures`, 'ada'));
    expect([back.status, back.headers.get('location')]).toEqual([303, '/measures']);
    expect((await visit(`${sso.app.address}/comments.csv`)).status).toBe(200);
    expect((await visit(`${sso.app.address}/imports`)).status).toBe(403);
    expect(sso.account('ada')).toMatchObject({
      name: 'ada@example.org',
      full_name: 'Ada Able',
      roles: '["analyst"]',
      password_hash: null,
      signed_in_at: expect.any(String),
    });
    expect(sso.audit('account_added', 'sign_in').slice(-2)).toMatchObject([
      { account_name: 'single sign-on', subject_name: 'ada@example.org' },
      { account_name: 'ada@example.org', after: '{"by":"single sign-on"}' },
    ]);
  });

  it('gives a new session id, so that one known before is worth nothing', async () => {
    const visit = createVisitor();
    const before = await visit(sso.begin);
    const planted = before.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const answer = await visit(await proveAt(visit, sso.begin, 'ada'));
    expect(answer.headers.getSetCookie()[0]?.split(';')[0]).not.toBe(planted);
    const stale = await fetch(`${sso.app.address}/surveys`, {
      headers: { cookie: planted, accept: 'application/json' },
    });
    expect(stale.status).toBe(401);
  });

  it('changes roles as the claim does, and says so in the audit', async () => {
    await sso.signIn('bob');
    const before = sso.audit('account_changed').length;
    await sso.signIn('bob');
    expect(sso.audit('account_changed')).toHaveLength(before);
    sso.provider.people.set('bob', { email: 'bob@example.org', roles: ['admins', 'inspectors'] });
    await sso.signIn('bob');
    expect(sso.account('bob')).toMatchObject({ roles: '["analyst","administrator"]' });
    expect(sso.audit('account_changed').at(-1)).toMatchObject({
      account_name: 'single sign-on',
      before: '{"roles":["report_author"]}',
      after: '{"roles":["analyst","administrator"]}',
    });
  });

  it('takes every role away from somebody whose claim has none left, and turns them away', async () => {
    sso.provider.people.set('cat', { email: 'cat@example.org', roles: ['inspectors'] });
    const visit = createVisitor();
    await sso.signIn('cat', visit);
    sso.provider.people.set('cat', { email: 'cat@example.org' });
    expect((await sso.signIn('cat')).status).toBe(403);
    expect(sso.account('cat')).toMatchObject({ roles: '[]' });
    expect((await visit(`${sso.app.address}/surveys`)).status).toBe(403);
  });

  it('makes no account for somebody without a role, tells them plainly, and records it', async () => {
    const answer = await sso.signIn('nil');
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('it gives you no role in Viewfinder');
    expect(sso.account('nil')).toBeUndefined();
    expect(sso.audit('sign_in_failed').at(-1)).toMatchObject({
      account_id: null,
      after: '{"by":"single sign-on","lacks":"role"}',
    });
  });

  it('leaves an account that has a password alone, whatever e-mail address the provider names', async () => {
    await addTestAccount(sso.app.services.db, ['administrator'], 'eve@example.org');
    sso.provider.people.set('eve', { email: 'eve@example.org', roles: ['inspectors'] });
    expect((await sso.signIn('eve')).status).toBe(303);
    expect(sso.account('eve')).toMatchObject({
      name: `eve@example.org (${new URL(sso.provider.issuer).host})`,
      roles: '["analyst"]',
    });
  });

  it('keeps a disabled account out', async () => {
    sso.provider.people.set('dan', { email: 'dan@example.org', roles: ['inspectors'] });
    await sso.signIn('dan');
    const { db } = sso.app.services;
    const at = new Date().toISOString();
    await db
      .updateTable('account')
      .set({ disabledAt: at })
      .where('name', '=', 'dan@example.org')
      .execute();
    const answer = await sso.signIn('dan');
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('is disabled');
  });

  it('goes to no other site afterwards', async () => {
    const visit = createVisitor();
    const begin = `${sso.begin}?to=${encodeURIComponent('//evil.example/x')}`;
    const answer = await visit(await proveAt(visit, begin, 'ada'));
    expect(answer.headers.get('location')).toBe('/');
  });
});

describe('an answer that proves nobody', () => {
  const isRefused = async (answer: Response) => {
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('could not be confirmed');
    expect(sso.audit('sign_in_failed').at(-1)).toMatchObject({
      after: '{"by":"single sign-on","lacks":"proof"}',
    });
  };

  it('is refused in a browser that did not begin it', async () => {
    const answer = await proveAt(createVisitor(), sso.begin, 'ada');
    await isRefused(await createVisitor()(answer));
  });

  it('is refused in a browser that began another', async () => {
    const answer = await proveAt(createVisitor(), sso.begin, 'ada');
    const victim = createVisitor();
    await victim(sso.begin);
    await isRefused(await victim(answer));
  });

  it('is refused with another state, and a second time', async () => {
    const visit = createVisitor();
    const answer = new URL(await proveAt(visit, sso.begin, 'ada'));
    const forged = new URL(answer);
    forged.searchParams.set('state', 'another');
    await isRefused(await visit(forged.href));
    // The attempt is spent, whatever comes after.
    await isRefused(await visit(answer.href));
  });

  it('is refused when its code was used before', async () => {
    const visit = createVisitor();
    const answer = await proveAt(visit, sso.begin, 'ada');
    expect((await visit(answer)).status).toBe(303);
    await isRefused(await visit(answer));
  });

  it.each<[string, (token: string) => string]>([
    ['another nonce', (token) => sso.provider.resign(token, { nonce: 'another' })],
    ['no nonce', (token) => sso.provider.resign(token, { nonce: undefined })],
    ['another audience', (token) => sso.provider.resign(token, { aud: 'somebody-else' })],
    ['another issuer', (token) => sso.provider.resign(token, { iss: 'https://evil.example' })],
    ['an end that is past', (token) => sso.provider.resign(token, { iat: 1000, exp: 2000 })],
    ['a signature that is not the provider’s', (token) => `${token.slice(0, -8)}AAAAAAAA`],
    [
      'other claims under the same signature',
      (token) => {
        const [header, , signature] = token.split('.');
        const claims = { ...partsOf(token)[1], roles: ['admins'] };
        return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
      },
    ],
    [
      'no signature',
      (token) => {
        const header = Buffer.from('{"alg":"none"}').toString('base64url');
        return `${header}.${token.split('.')[1]}.`;
      },
    ],
  ])('is refused with a token of %s', async (_what, tamper) => {
    sso.provider.tamper = tamper;
    try {
      await isRefused(await sso.signIn('ada'));
    } finally {
      sso.provider.tamper = null;
    }
  });

  it('is refused where the provider itself turned the person down', async () => {
    const visit = createVisitor();
    const there = new URL((await visit(sso.begin)).headers.get('location') ?? '');
    const answer = new URL(`${sso.begin}/done`);
    answer.search = new URLSearchParams({
      error: 'access_denied',
      error_description: '<script>alert(1)</script>',
      state: there.searchParams.get('state') ?? '',
      iss: sso.provider.issuer,
    }).toString();
    const refused = await visit(answer.href);
    expect(refused.status).toBe(403);
    const html = await refused.text();
    expect(html).toContain('did not let you through');
    expect(html).not.toContain('alert(1)');
  });
});

describe('the claim of roles', () => {
  it('may be a name with dots in it, or a path', () => {
    const claims = { 'https://x.example/roles': ['a'], realm_access: { roles: ['b'] } };
    expect(claimAt(claims, 'https://x.example/roles')).toEqual(['a']);
    expect(claimAt(claims, 'realm_access.roles')).toEqual(['b']);
    expect(claimAt(claims, 'constructor')).toBeUndefined();
    expect(claimAt(claims, 'realm_access.constructor.name')).toBeUndefined();
  });

  it('gives each role once, and nothing for what is no value of ours', () => {
    const pairs = [
      ['a', 'reader'],
      ['b', 'reader'],
      ['c', 'approver'],
    ] as const;
    expect(rolesOf(['c', 'b', 'a', 7, null], pairs)).toEqual(['reader', 'approver']);
    for (const claim of [undefined, null, 7, {}, 'abc', ['administrator']]) {
      expect(rolesOf(claim, pairs)).toEqual([]);
    }
  });
});
