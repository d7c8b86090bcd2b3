import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roleKeys, type Role } from '../../src/people/permissions.js';
import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
const accounts = new Map<Role, number>();
beforeAll(async () => {
  app = await startTestApp({ as: null });
  for (const role of roleKeys) accounts.set(role, await addTestAccount(app.services.db, [role]));
});
afterAll(() => app.stop());

const as = async (role: Role) => ({ cookie: await signIn(app.services, accounts.get(role) ?? 0) });

describe('a form', () => {
  const send = async (
    body: RequestInit['body'],
    role: Role,
    headers: Record<string, string> = {},
  ) =>
    app.fetch('/reports', {
      method: 'POST',
      body: body ?? null,
      headers: { ...headers, ...(await as(role)) },
      redirect: 'manual',
    });
  const fields = (values: Record<string, string>) => new URLSearchParams(values);
  const reports = () => app.services.db.selectFrom('report').select('title').execute();

  it('is done with the token of its own session', async () => {
    const answer = await send(fields({ title: 'Made', csrf: testFormToken }), 'report_author');
    expect(answer.status).toBe(303);
    expect(await reports()).toEqual([{ title: 'Made' }]);
  });

  it.each([
    ['none', {}],
    ['an empty one', { csrf: '' }],
    ['another session’s', { csrf: 'a-form-of-theirs' }],
  ])('is refused with a token that is %s', async (_which, token) => {
    const answer = await send(fields({ title: 'Forged', ...token }), 'report_author');
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('too old, or was not sent from Viewfinder');
    expect(await reports()).toEqual([{ title: 'Made' }]);
  });

  it('is refused when its fields hide in a kind of body that nobody reads', async () => {
    const form = new FormData();
    form.set('title', 'Forged');
    form.set('csrf', testFormToken);
    expect((await send(form, 'report_author')).status).toBe(403);
    const text = { 'content-type': 'text/plain' };
    expect((await send('{"title":"Forged"}', 'report_author', text)).status).toBe(403);
  });

  it('is refused with the token in its address', async () => {
    const answer = await app.fetch(`/reports?csrf=${testFormToken}`, {
      method: 'POST',
      body: fields({ title: 'Forged' }),
      headers: await as('report_author'),
    });
    expect(answer.status).toBe(403);
  });
});

describe('an upload', () => {
  const uploads = () => readdir(path.join(app.services.config.dataDir, 'uploads')).catch(() => []);
  const send = (headers: Record<string, string>, token: string) => {
    const body = new FormData();
    body.set('newSurvey', 'Survey');
    body.set('wave', '2012-13');
    body.set('csrf', token);
    body.set('file', new Blob(['Q1\nYes\n']), 'answers.csv');
    return app.fetch('/imports', { method: 'POST', body, headers, redirect: 'manual' });
  };

  it.each([
    ['somebody who is not signed in', null, testFormToken, 401],
    ['somebody who may not import', 'analyst' as const, testFormToken, 403],
    ['a form of another session', 'survey_officer' as const, 'theirs', 403],
  ])('of %s leaves no file', async (_who, role, token, status) => {
    const headers = { accept: 'application/json', ...(role ? await as(role) : {}) };
    expect((await send(headers, token)).status).toBe(status);
    expect(await uploads()).toEqual([]);
  });
});
