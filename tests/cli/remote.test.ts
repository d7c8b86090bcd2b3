import { createServer } from 'node:http';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '../../src/people/permissions.js';
import { sha256 } from '../../src/people/session-store.js';
import { insertToken } from '../../src/people/token-queries.js';
import { projectPath } from '../../src/paths.js';
import { listenAnywhere } from '../support/ports.js';
import { viewfinder } from '../support/shell.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-remote-'));
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

async function makeToken(token: string, scopes: Permission[], days = 1): Promise<string> {
  const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString();
  const tokenHash = sha256(token);
  await insertToken(app.services.db, { accountId: 1, name: token, tokenHash, scopes, expiresAt });
  return token;
}

/** Over a folder without a database: whatever comes back is the server's. */
const remote = (token: string | undefined, ...args: string[]) =>
  viewfinder(path.join(folder, 'nothing-here'), [...args, '--server', app.address], '', {
    VIEWFINDER_TOKEN: token ?? '',
  });

const wave = ['--survey', 'Secure children’s homes survey', '--wave', '2012-13'];

async function isRefused(run: ReturnType<typeof remote>, words: string): Promise<void> {
  const { status, errors } = await run;
  expect(errors).toContain(words);
  expect([status, errors.trim().split('\n').length]).toEqual([1, 1]);
}

describe('the command line over the network', () => {
  it('prints the rates and measures that the commands print on the server itself', async () => {
    const token = await makeToken('reads', ['view', 'true_counts']);
    const { surveys } = (await app.json('/surveys')) as {
      surveys: { name: string; waves: { name: string }[] }[];
    };
    const names = ['--survey', surveys[0]?.name ?? '', '--wave', surveys[0]?.waves[0]?.name ?? ''];
    const { dataDir } = app.services.config;
    for (const args of [['rates', ...names], ['measures']]) {
      for (const form of [[], ['--json']]) {
        const here = await viewfinder(dataDir, [...args, ...form]);
        const there = await remote(token, ...args, ...form);
        expect(there).toEqual(here);
        expect(there.output.length).toBeGreaterThan(100);
      }
    }
  });

  it('imports a file, which then counts', async () => {
    const token = await makeToken('imports', ['view', 'import', 'true_counts']);
    const file = path.join(folder, 'small.csv');
    await writeFile(file, 'Home,Do you feel safe?\nA,Yes\nB,No\nC,Yes\n');
    const names = ['--survey', 'Sent survey', '--wave', '1'];
    const sent = await remote(token, 'import', file, ...names, '--json');
    expect(sent.errors).toBe('');
    expect(JSON.parse(sent.output)).toMatchObject({ layout: 'Plain table', responses: 3 });
    const rates = await remote(token, 'rates', ...names, '--json');
    expect(JSON.parse(rates.output)).toMatchObject({ responses: 3 });
    await isRefused(remote(token, 'import', file, ...names), 'has been imported already');
  });

  it('leaves out the rows that it is told to', async () => {
    const token = await makeToken('leaves-out', ['view', 'import', 'true_counts']);
    const file = path.join(folder, 'partial.csv');
    await writeFile(file, 'Status,Safe?\nComplete,Yes\nPartial,No\nComplete,No\n');
    const names = ['--survey', 'Left out survey', '--wave', '1'];
    const sent = await remote(token, 'import', file, ...names, '--leave-out', 'partial', '--json');
    expect(sent.errors).toBe('');
    expect(JSON.parse(sent.output)).toMatchObject({
      responses: 2,
      excluded: [{ reason: 'Partial return', count: 1 }],
    });
  });

  it('leaves nothing of a file that cannot be imported', async () => {
    const token = await makeToken('imports badly', ['import']);
    const file = path.join(folder, 'empty.csv');
    await writeFile(file, '');
    const { imports } = (await app.json('/imports')) as { imports: unknown[] };
    const { status, errors } = await remote(token, 'import', file, '--survey', 'S', '--wave', 'W');
    expect([status, errors.trim().split('\n').length]).toEqual([1, 1]);
    expect((await app.json('/imports'))['imports']).toHaveLength(imports.length);
    expect(await readdir(path.join(app.services.config.dataDir, 'uploads'))).toEqual([]);
  });

  it('says in one sentence why a token does not do', async () => {
    const file = projectPath('samples/fostering-2012-13.csv');
    const late = await makeToken('late', ['view'], -1);
    const narrow = await makeToken('narrow', ['read_comments']);
    await isRefused(remote(undefined, 'measures'), 'VIEWFINDER_TOKEN');
    await isRefused(remote('made-up', 'measures'), 'does not accept the token');
    await isRefused(remote(late, 'measures'), 'does not accept the token');
    await isRefused(remote(narrow, 'measures'), 'See surveys, figures, themes and reports');
    await isRefused(remote(narrow, 'import', file, ...wave), 'Import spreadsheets');
  });

  it('says which waves there are when asked for another', async () => {
    const token = await makeToken('asks', ['view']);
    await isRefused(remote(token, 'rates', '--survey', 'X', '--wave', '1'), 'There are: “');
  });

  it('sends no token over plain http, and none anywhere that cannot be reached', async () => {
    const token = await makeToken('stays', ['view']);
    const at = (server: string) =>
      viewfinder(folder, ['measures', '--server', server], '', { VIEWFINDER_TOKEN: token });
    await isRefused(at('http://viewfinder.example'), 'must be the https address');
    await isRefused(at('nonsense'), 'must be the https address');
    await isRefused(at('http://127.0.0.1:9'), 'cannot be reached');
  });

  it('tells a server that is no Viewfinder', async () => {
    const server = createServer((_request, response) => response.end('<p>Hello</p>'));
    const address = `http://127.0.0.1:${await listenAnywhere(server)}`;
    const run = viewfinder(folder, ['measures', '--server', address], '', {
      VIEWFINDER_TOKEN: 'x',
    });
    await isRefused(run, 'did not answer as this version of Viewfinder does');
    server.close();
  });
});
