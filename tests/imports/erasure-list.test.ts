import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { listErasures, noteErasures } from '../../src/imports/erasure-list.js';
import { setAsideName } from '../../src/imports/set-aside.js';
import { readConfig } from '../../src/config.js';

let dataDir: string;
beforeEach(async () => (dataDir = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-erasures-'))));
afterEach(() => rm(dataDir, { recursive: true }));

const erasure = (row: number) => ({ at: '2026-11-25T10:00:00.000Z', file: 'f', row });
const note = (row: number) => noteErasures(readConfig({ DATA_DIR: dataDir }), [erasure(row)]);

describe('the list of erasures', () => {
  test('loses nothing behind a line that a crash cut off', async () => {
    await note(1);
    await appendFile(path.join(dataDir, 'erasures.jsonl'), '{"at":"2026-11-');
    await note(2);
    expect(await listErasures({ dataDir })).toEqual([erasure(1), erasure(2)]);
  });

  test('ends what a restore set aside, once something new is in it, and nothing else', async () => {
    await note(1);
    const aside = setAsideName('2026-11-25T10:00:00.000Z');
    const others = ['viewfinder.sqlite', 'viewfinder-before-restore-mine.sqlite'];
    for (const name of [aside, `${aside}-wal`, ...others]) {
      await writeFile(path.join(dataDir, name), 'x');
    }
    await note(1);
    expect(await readdir(dataDir)).toContain(aside);
    await note(2);
    expect((await readdir(dataDir)).sort()).toEqual(['erasures.jsonl', ...others].sort());
  });
});
