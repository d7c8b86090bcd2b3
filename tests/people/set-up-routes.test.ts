import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listAccounts } from '../../src/people/account-queries.js';
import { addAccount } from '../../src/people/change-account.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { welcomeLines } from '../../src/server.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { password, visitor } from './visitor.js';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp({ as: null });
});
afterEach(() => app.stop());

const form = (code: string, change: Record<string, string> = {}) => ({
  code,
  name: 'Ada@Example.org ',
  fullName: 'Ada Jones',
  password,
  again: password,
  ...change,
});
const shell = shellViewer();
const bea = { name: 'bea', fullName: 'Bea', roles: ['administrator' as const] };

describe('a database without accounts', () => {
  it('leads every page to the making of the first administrator', async () => {
    for (const path of ['/', '/surveys', '/comments?q=x', '/people', '/no-such-page']) {
      const answer = await app.fetch(path, { headers: { accept: 'text/html' } });
      expect([path, new URL(answer.url).pathname]).toEqual([path, '/set-up']);
    }
  });

  it('tells the console the address and the code, another at each start', async () => {
    const { services, address } = app;
    const lines = (await welcomeLines(services, address)).join('\n');
    expect(lines).toContain(`${address}/set-up with the code ${services.setUpCode}`);
    const other = await startTestApp({ as: null });
    expect(other.services.setUpCode).not.toBe(services.setUpCode);
    await other.stop();
  });

  it('makes an administrator, signed in, of whoever has the code; once', async () => {
    const ada = visitor(app);
    const made = await ada.post('/set-up', '/set-up', form(app.services.setUpCode.toUpperCase()));
    expect([made.status, made.headers.get('location')]).toEqual([303, '/people?notice=set-up']);
    expect((await ada.get('/people')).status).toBe(200);
    expect(await listAccounts(app.services.db)).toMatchObject([
      { name: 'ada@example.org', fullName: 'Ada Jones', roles: ['administrator'] },
    ]);
    const again = visitor(app);
    const form2 = form(app.services.setUpCode, { name: 'bea' });
    expect((await again.get('/set-up')).headers.get('location')).toBe('/sign-in');
    expect((await again.post('/sign-in', '/set-up', form2)).status).toBe(409);
    expect(await listAccounts(app.services.db)).toHaveLength(1);
    const [line] = await welcomeLines(app.services, app.address);
    expect(line).toBe(`Viewfinder is at ${app.address}`);
  });

  it('takes no code once a shell has added an account meanwhile', async () => {
    const late = visitor(app);
    await late.get('/set-up');
    await addAccount(app.services.db, shell, bea);
    const answer = await late.post('/sign-in', '/set-up', form(app.services.setUpCode));
    expect(answer.status).toBe(409);
    expect(await listAccounts(app.services.db)).toHaveLength(1);
  });

  it('makes one administrator of two who send the form at once', async () => {
    const answers = await Promise.all(
      ['ada', 'bea'].map((name) =>
        visitor(app).post('/set-up', '/set-up', form(app.services.setUpCode, { name })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await listAccounts(app.services.db)).toHaveLength(1);
  });

  it('tells whoever has not the code that alone, and lets nobody guess for long', async () => {
    const guesser = visitor(app);
    for (let at = 0; at < 5; at += 1) {
      const answer = await guesser.post('/set-up', '/set-up', form('', { password: 'short' }));
      const page = await answer.text();
      expect(answer.status).toBe(422);
      expect(page).toContain('This is not the code');
      expect(page).not.toContain('12 characters or more</a>');
    }
    const answer = await guesser.post('/set-up', '/set-up', form(app.services.setUpCode));
    expect(answer.status).toBe(429);
    expect(await answer.text()).toContain('Try again in 15 minutes');
    expect(await listAccounts(app.services.db)).toEqual([]);
  });

  it('says every other fault by its field', async () => {
    const wrong = { name: 'a b', fullName: '', password: 'password1234' };
    const answer = await visitor(app).post(
      '/set-up',
      '/set-up',
      form(app.services.setUpCode, wrong),
    );
    const page = await answer.text();
    for (const field of ['name', 'fullName', 'password'])
      expect(page).toContain(`href="#${field}"`);
    expect(page).toContain(`value="${app.services.setUpCode}"`);
    expect(page).not.toContain('password1234');
  });
});
