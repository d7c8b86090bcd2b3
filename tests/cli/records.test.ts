import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { spoken, ownWords } from '../records/spoken-file.js';
import { foundOnDisk } from '../support/disk.js';
import { viewfinder } from '../support/shell.js';

let folder: string;
let dataDir: string;
const backup = () => path.join(folder, 'before.sqlite');
const wave = ['--survey', 'Spoken survey', '--wave', '1'];
const run = (...args: string[]) => viewfinder(dataDir, args);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-records-'));
  dataDir = path.join(folder, 'data');
  const file = path.join(folder, 'spoken.csv');
  await writeFile(file, spoken.bytes);
  expect((await run('import', file, ...wave)).status).toBe(0);
  expect((await run('backup', backup())).status).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a response is erased from a shell, and erased again when a backup brings it back', async () => {
  expect(foundOnDisk(dataDir, ownWords)).not.toEqual([]);
  const done = await run('erase', ...wave, '--response', 'R-5');
  expect([done.errors, done.output]).toEqual(['', '1 response and 2 comments erased\n']);
  expect(foundOnDisk(dataDir, ownWords)).toEqual([]);
  const twice = await run('erase', ...wave, '--response', 'R-5');
  expect([twice.status, twice.errors]).toEqual([
    1,
    'There is no such response. It may have been removed.\n',
  ]);
  const restored = await run('restore', backup());
  expect(restored.output).toContain('Erased again, as before: 1 response');
  expect(foundOnDisk(dataDir, ownWords)).toEqual([]);
});

const setAside = async () =>
  (await readdir(dataDir)).filter((name) => name.startsWith('viewfinder-before-restore'));

test('two shells may erase of the same file at once, and what a restore set aside goes', async () => {
  expect(await setAside()).toHaveLength(1);
  const both = await Promise.all(
    ['R-8', 'R-9'].map((id) => run('erase', ...wave, '--response', id)),
  );
  expect(both.map(({ status, errors }) => [status, errors])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(await setAside()).toEqual([]);
});

test('the responses of a wave are removed from a shell', async () => {
  const done = await run('purge', ...wave);
  expect([done.errors, done.output]).toEqual([
    '',
    '27 responses and 44 comments removed\n  the figures of 0 measures kept\n',
  ]);
  expect(foundOnDisk(dataDir, [...ownWords, 'more toast'])).toEqual([]);
  expect((await run('purge', ...wave)).errors).toContain('have been removed already');
});

test('both say what they need', async () => {
  expect((await run('erase', ...wave)).errors).toContain('Say which: erase --survey NAME');
  expect((await run('purge')).errors).toContain('Say which: purge --survey NAME');
});
