import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { parseRolePairs } from '../../src/oidc-settings.js';
import { startTestApp } from '../support/test-app.js';
import { startSingleSignOn } from './single-sign-on-app.js';

beforeEach(() => {
  for (const level of ['warn', 'info', 'error'] as const) {
    jest.spyOn(console, level).mockImplementation(() => undefined);
  }
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('a provider', () => {
  it('that keeps the claims for its userinfo is asked there, along a path of names', async () => {
    const sso = await startSingleSignOn({
      claimsInToken: false,
      settings: { OIDC_ROLE_CLAIM: 'realm_access.roles' },
    });
    sso.provider.people.set('ada', {
      preferred_username: 'ada',
      realm_access: { roles: ['inspectors', 'offline_access'] },
    });
    expect((await sso.signIn('ada')).status).toBe(303);
    expect(sso.account('ada')).toMatchObject({ name: 'ada', roles: '["analyst"]' });
    await sso.stop();
  });

  it('that is down costs a sentence, and is found when it is back', async () => {
    const sso = await startSingleSignOn();
    await sso.provider.stop();
    const answer = await fetch(sso.begin, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('sign in with a password if you have one');
    expect((await fetch(`${sso.app.address}/sign-in`, { redirect: 'manual' })).status).not.toBe(
      503,
    );
    await sso.app.stop();
  });

  it('is not there where none is configured', async () => {
    const app = await startTestApp({ as: null });
    for (const path of ['', '/done?code=x&state=y']) {
      expect((await app.fetch(`/sign-in/single-sign-on${path}`)).status).toBe(404);
    }
    await app.stop();
  });

  it('is not for programs that carry a token', async () => {
    const sso = await startSingleSignOn();
    const headers = { authorization: 'Bearer made-up' };
    expect((await fetch(sso.begin, { headers, redirect: 'manual' })).status).toBe(303);
    const asJson = { ...headers, accept: 'application/json' };
    expect((await fetch(sso.begin, { headers: asJson })).status).toBe(401);
    await sso.stop();
  });
});

describe('the settings of single sign-on', () => {
  const whole = {
    OIDC_ISSUER: 'https://login.example',
    OIDC_CLIENT_ID: 'viewfinder',
    OIDC_ROLES: 'inspectors=analyst',
    PUBLIC_ADDRESS: 'https://viewfinder.example',
  };

  it('are none unless asked for, and read when whole', () => {
    expect(readConfig({}).oidc).toBeNull();
    expect(readConfig(whole).oidc).toMatchObject({
      clientId: 'viewfinder',
      roleClaim: 'roles',
      roles: [['inspectors', 'analyst']],
    });
  });

  it('tell every fault at once, those of other settings too', () => {
    const read = () => readConfig({ PORT: 'eighty', OIDC_ISSUER: 'http://login.example' });
    expect(read).toThrow(/PORT.*OIDC_ISSUER.*OIDC_CLIENT_ID.*OIDC_ROLES.*PUBLIC_ADDRESS/);
  });

  it.each([
    ['OIDC_ISSUER', 'http://login.example'],
    ['OIDC_ISSUER', 'login'],
    ['OIDC_ROLES', 'inspectors=wizard'],
    ['OIDC_ROLES', 'inspectors'],
    ['OIDC_SCOPES', 'profile'],
  ])('refuse %s %j', (name, value) => {
    expect(() => readConfig({ ...whole, [name]: value })).toThrow(name);
  });

  it('allow plain HTTP on this machine alone', () => {
    for (const host of ['localhost:9', '127.0.0.1', '[::1]:9']) {
      expect(readConfig({ ...whole, OIDC_ISSUER: `http://${host}` }).oidc).not.toBeNull();
    }
  });

  it('take values with commas and equals signs in them', () => {
    expect(parseRolePairs('cn=admins,ou=staff=administrator, x =reader')).toEqual([
      ['cn=admins,ou=staff', 'administrator'],
      ['x', 'reader'],
    ]);
    for (const text of ['', '=reader', 'a=reader b', 'a=readers', 'a=reader,,']) {
      expect(parseRolePairs(text)).toBeUndefined();
    }
  });
});
