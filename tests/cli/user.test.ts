import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { openServices, serve, type RunningServer } from '../../src/server.js';
import { visitor } from '../people/visitor.js';
import { viewfinder } from '../support/shell.js';

let folder: string;
let server: RunningServer | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-user-'));
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const user = (...args: string[]) => viewfinder(folder, ['user', ...args]);
const passwordIn = (output: string) => output.trim().split('\n').at(-1)?.trim() ?? '';
const ada = ['ada@example.org', '--full-name', 'Ada Jones', '--role', 'administrator'];

describe('accounts from a shell', () => {
  it('begin on an empty database', async () => {
    expect((await user('list')).output).toBe('There are no accounts yet.\n');
    const { status, output } = await user('add', ...ada, '--role', 'analyst');
    expect(status).toBe(0);
    expect(passwordIn(output).split('-').length).toBeGreaterThanOrEqual(5);
    const listed = JSON.parse((await user('list', '--json')).output) as unknown[];
    expect(listed).toMatchObject([
      { name: 'ada@example.org', fullName: 'Ada Jones', roles: ['analyst', 'administrator'] },
    ]);
    expect(JSON.stringify(listed)).not.toContain('argon2');
    expect((await user('list')).output).toContain('Analyst, Administrator\tnever signed in');
  });

  it.each([
    [[], 'Say which: user add NAME'],
    [['list', 'ada'], 'Say which'],
    [['constructor', 'ada'], 'Say which'],
    [['add', 'bea'], 'Enter the full name. Choose at least one role.'],
    [
      ['add', 'bea', '--full-name', 'Bea', '--role', 'wizard'],
      'There is no role wizard. Choose from reader, survey_officer',
    ],
    [['add', ...ada], 'There is already an account named ada@example.org.'],
    [['reset', 'eve'], 'There is no account named eve. There are: ada@example.org.'],
    [['disable', 'ada@example.org'], 'is the last administrator who can sign in'],
  ])('say what is wrong with %j', async (args, why) => {
    const { status, errors, output } = await user(...args);
    expect([status, output]).toEqual([1, '']);
    expect(errors).toContain(why);
  });

  it('count at once in the server that runs', async () => {
    server = await serve(await openServices(readConfig({ DATA_DIR: folder, PORT: '0' })));
    const first = passwordIn((await user('reset', 'ADA@example.org')).output);
    const browser = visitor(server);
    expect((await browser.signIn('ada@example.org', first)).status).toBe(303);
    await user('add', 'bea', '--full-name', 'Bea', '--role', 'administrator');
    const { output } = await user('disable', 'ada@example.org');
    expect(output).toBe(
      'ada@example.org is disabled; sessions have ended and tokens no longer work.\n',
    );
    expect((await browser.get('/account/password')).headers.get('location')).toMatch(/^\/sign-in/);
    expect((await visitor(server).signIn('ada@example.org', first)).status).toBe(422);
    await user('enable', 'ada@example.org');
    expect((await visitor(server).signIn('ada@example.org', first)).status).toBe(303);
  });
});
