import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  app.fetch(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { Accept: 'text/html', ...headers },
    redirect: 'manual',
  });

describe('a form that is sent after the session has ended', () => {
  it('is not done, and gives back what was written with a way to sign in', async () => {
    const fields = { sentence: 'of children said <b>no</b>', options: '3', csrf: 'two words' };
    const answer = await send('/waves/2/questions/7/measures', fields, { cookie: '' });
    const html = await answer.text();
    expect(answer.status).toBe(401);
    expect(html).toContain('You have been signed out');
    expect(html).toContain('of children said &lt;b&gt;no&lt;/b&gt;</textarea>');
    expect(html.match(/<textarea/g)).toHaveLength(1);
    expect(html).toContain('href="/sign-in?to=%2Fwaves%2F2%2Fquestions%2F7"');
  });

  it('never shows a password again', async () => {
    const fields = { old: 'river ochre lamp', password: 'some new words', again: 'some new words' };
    const html = await (await send('/account/password', fields, { cookie: '' })).text();
    expect(html).toContain('You have been signed out');
    expect(html).not.toMatch(/ochre|new words/);
  });

  it('tells of one that is too large without its words', async () => {
    const text = 'long words '.repeat(30_000);
    const answer = await send('/reports', { title: text }, { cookie: '' });
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain('long words');
  });

  it('is a plain refusal to a program', async () => {
    const accept = { Accept: 'application/json', cookie: '' };
    const answer = await send('/reports', { title: 'Two words' }, accept);
    expect(await answer.json()).toMatchObject({ status: 401, title: 'Sign in first' });
  });
});

describe('a form that is older than the session', () => {
  it('is not done, and gives back what was written with a way to its page', async () => {
    const answer = await send('/reports', { title: 'Being listened to', csrf: 'old' });
    const html = await answer.text();
    expect(answer.status).toBe(403);
    expect(html).toContain('This form is too old');
    expect(html).toContain('Being listened to</textarea>');
    expect(html).toContain('href="/reports" target="_blank"');
  });
});
