import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { insertAccount } from '../../src/people/account-queries.js';
import { addAccount, disableAccount } from '../../src/people/change-account.js';
import { addDemoAccounts } from '../../src/people/demo-accounts.js';
import { hashPassword } from '../../src/people/passwords.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { openServices, serve } from '../../src/server.js';
import { rawAnswer } from '../support/raw-answer.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { password, visitor } from './visitor.js';

let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

let app: TestApp;
let adaId: number;
beforeEach(async () => {
  app = await startTestApp({ as: null });
  const ada = { name: 'ada', fullName: 'Ada Jones', roles: ['reader' as const], passwordHash };
  adaId = await insertAccount(app.services.db, ada);
});
afterEach(() => app.stop());

const sessions = () => app.services.db.selectFrom('session').selectAll().execute();

describe('signing in', () => {
  it('leads on to where the person wanted to go', async () => {
    const ada = visitor(app);
    const sent = await ada.get('/comments?q=kind');
    const place = sent.headers.get('location') ?? '';
    expect(place).toBe('/sign-in?to=%2Fcomments%3Fq%3Dkind');
    const page = await (await ada.get(place)).text();
    expect(page).toContain('name="to" value="/comments?q=kind"');
    const answer = await ada.signIn(' ADA ', password, '/comments?q=kind');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/comments?q=kind']);
    expect((await ada.get('/comments?q=kind')).status).toBe(200);
    expect((await ada.get('/sign-in?to=/themes')).headers.get('location')).toBe('/themes');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'https://evil.example/',
    '/surveys\r\nSet-Cookie: planted=1',
  ])('leads nowhere else, and sets no header, where %j is asked', async (to) => {
    const ada = visitor(app);
    const page = await (await ada.get(`/sign-in?to=${encodeURIComponent(to)}`)).text();
    expect(page).not.toContain('evil.example');
    const answer = await ada.signIn('ada', password, to);
    const cookies = answer.headers.getSetCookie().filter((one) => !one.startsWith('viewfinder='));
    expect(cookies).toEqual([]);
    expect(answer.headers.get('location')).toMatch(/^\/(surveysSet-Cookie:%20planted=1)?$/);
  });

  it('gives the session another id, and the one before is worth nothing', async () => {
    const ada = visitor(app);
    await ada.get('/sign-in');
    const planted = ada.cookie();
    await ada.signIn('ada', password);
    expect(planted).not.toBe('');
    expect(ada.cookie()).not.toBe(planted);
    const asked = (cookie: string) =>
      app.fetch('/account', { headers: { cookie, accept: 'application/json' } });
    expect((await asked(planted)).status).toBe(401);
    expect((await asked(ada.cookie())).status).toBe(200);
    expect((await sessions()).map(({ accountId }) => accountId)).toEqual([adaId]);
  });

  it('ends when the person signs out, on the server too', async () => {
    const ada = visitor(app);
    await ada.signIn('ada', password);
    const kept = ada.cookie();
    const out = await ada.post('/account', '/sign-out', {});
    expect(out.headers.get('location')).toBe('/sign-in?notice=signed-out');
    const headers = { cookie: kept, accept: 'application/json' };
    expect((await app.fetch('/account', { headers })).status).toBe(401);
    expect(await sessions()).toEqual([]);
  });
});

describe('signing in in vain', () => {
  it('is answered with the same bytes, whatever is wrong', async () => {
    const { accountId } = await addAccount(app.services.db, shellViewer(), {
      name: 'bob',
      fullName: 'Bob',
      roles: ['reader'],
    });
    await disableAccount(app.services.db, shellViewer(), accountId);
    const answers = await Promise.all(
      ['ada', 'eve', 'bob'].map(async (name) => {
        const answer = await visitor(app).signIn(name, 'not the password');
        const page = (await answer.text()).replace(/name="csrf" value="[^"]+"/g, '');
        return { status: answer.status, page: page.replaceAll(`value="${name}"`, '') };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 422 });
    expect(answers[0]?.page).toContain('The name or the password is not right');
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it.each(['ada', 'nobody'])('has to wait after a few times, as %s', async (name) => {
    const guesser = visitor(app);
    for (let at = 0; at < 5; at += 1) {
      expect((await guesser.signIn(name, `guess ${at}`)).status).toBe(422);
    }
    const answer = await guesser.signIn(name, password);
    expect(answer.status).toBe(429);
    expect(await answer.text()).toContain(
      'There have been too many attempts. Try again in 15 minutes.',
    );
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await guesser.get('/account')).status).toBe(303);
  });

  it('leaves no session that is signed in, and never shows the password again', async () => {
    const answer = await visitor(app).signIn('ada', 'my own secret');
    expect(await answer.text()).not.toContain('my own secret');
    expect((await sessions()).every(({ accountId }) => accountId === null)).toBe(true);
  });

  it('is refused to a form without the page’s token', async () => {
    const body = new URLSearchParams({ name: 'ada', password, to: '/' });
    const answer = await app.fetch('/sign-in', { method: 'POST', body, redirect: 'manual' });
    expect(answer.status).toBe(403);
  });
});

describe('a demo', () => {
  let demo: { address: string; stop(): Promise<void> };
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-demo-'));
    const services = await openServices(readConfig({ DATA_DIR: folder, PORT: '0' }));
    demo = await serve({ ...services, demoAccounts: await addDemoAccounts(services.db) });
  });
  afterAll(async () => {
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('offers an account a role, each of which signs in', async () => {
    const page = await (await visitor(demo).get('/sign-in')).text();
    const offered = [
      ...page.matchAll(
        /name="name" value="([^"]+)">\s*<input[^>]*name="password" value="([^"]+)"/g,
      ),
    ];
    expect(offered).toHaveLength(6);
    for (const [, name = '', given = ''] of offered) {
      expect((await visitor(demo).signIn(name, given)).status).toBe(303);
    }
  });

  it.each(['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'])(
    'offers nothing to a request that a proxy handed on, as %s says',
    async (header) => {
      const proxied = visitor(demo, { [header]: '203.0.113.9' });
      expect(await (await proxied.get('/sign-in')).text()).not.toContain('Look round the demo');
    },
  );

  it('offers nothing under its public address', async () => {
    const settings = { DATA_DIR: path.join(folder, 'public'), PORT: '0' };
    const services = await openServices(
      readConfig({ ...settings, PUBLIC_ADDRESS: 'https://viewfinder.example' }),
    );
    const known = await serve({ ...services, demoAccounts: await addDemoAccounts(services.db) });
    const page = await rawAnswer(known, 'GET /sign-in', 'viewfinder.example');
    await known.stop();
    expect(page).toContain('HTTP/1.1 200');
    expect(page).not.toContain('Look round the demo');
  });

  it('is the only server that offers any', async () => {
    expect(await (await visitor(app).get('/sign-in')).text()).not.toContain('Look round the demo');
  });
});
