import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { projectPath } from '../../src/paths.js';
import { largeFile } from '../support/large-file.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { rowCounts } from '../imports/views-file.js';

let app: TestApp;
let folder: string;
beforeEach(async () => {
  app = await startTestApp();
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-interrupt-'));
  await writeFile(path.join(folder, 'large.csv'), largeFile(40));
});
afterEach(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Listed {
  imports: { id: number; state: string; progress: { stage: string } | null }[];
}
const listed = async () => ((await app.json('/imports')) as unknown as Listed).imports[0];

/** A shell that imports beside the server, once its work is seen on the server's page. */
async function shellAtWork() {
  const args = ['import', path.join(folder, 'large.csv'), '--survey', 'S', '--wave', '1'];
  const { dataDir } = app.services.config;
  const child = spawn(process.execPath, [projectPath('dist/src/cli.js'), ...args], {
    env: { ...process.env, DATA_DIR: dataDir, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close').then((end: unknown[]) => ({ status: end[0], errors }));
  while ((await listed())?.progress?.stage !== 'Tagging comments') {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { child, ended };
}

async function nothingIsLeft(): Promise<void> {
  const tables = { import: 0, job: 0, response: 0, comment: 0, answer_column: 0, survey: 0 };
  expect(await rowCounts(app.services)).toMatchObject(tables);
  expect(await readdir(path.join(app.services.config.dataDir, 'uploads'))).toEqual([]);
}

it('Ctrl-C ends an import at a shell and leaves nothing of it', async () => {
  const { child, ended } = await shellAtWork();
  child.kill('SIGINT');
  expect(await ended).toMatchObject({
    status: 1,
    errors: expect.stringMatching(/^Cancelled by shell \(.+\)\.\n$/),
  });
  await nothingIsLeft();
});

it('an import at a shell is cancelled from the server’s page', async () => {
  const { ended } = await shellAtWork();
  const { id } = (await listed()) ?? { id: 0 };
  const answer = await app.post(`/imports/${id}/cancel`, {});
  expect(answer.status).toBe(303);
  expect(await ended).toMatchObject({ status: 1, errors: expect.stringContaining('ancelled') });
  await nothingIsLeft();
});

it('a shell that is killed leaves its import to the server, whose officer can go on with it', async () => {
  const { child, ended } = await shellAtWork();
  child.kill('SIGKILL');
  await ended;
  while ((await listed())?.progress !== null)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await listed()).toMatchObject({ state: 'failed', next: { text: 'See why' } });
  expect(await rowCounts(app.services)).toMatchObject({ response: 0, comment: 0, sentiment: 0 });
  const { id } = (await listed()) ?? { id: 0 };
  expect(await app.html(`/imports/${id}`)).toContain('Try again');
  await app.post(`/imports/${id}/again`, {});
  await app.services.jobs.idle();
  expect(await listed()).toMatchObject({ state: 'published', responseCount: 6080 });
});
