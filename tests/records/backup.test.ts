import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import SqliteFile from 'better-sqlite3';
import { copyDatabase } from '../../src/db/copy-database.js';
import { takeBackup } from '../../src/records/backup.js';
import { viewfinder } from '../support/shell.js';
import { everyRow } from '../support/tables.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-backup-'));
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

const backup = (file: string) => viewfinder(app.services.config.dataDir, ['backup', file]);
const csv = (rows: number) =>
  ['Home,Do you feel safe?,What could be better?']
    .concat(Array.from({ length: rows }, (_, at) => `Home ${at % 7},Yes,Better food on day ${at}`))
    .join('\n');

describe('a backup from a shell', () => {
  it('is whole while the server serves and imports, and says what it holds', async () => {
    const bytes = Buffer.from(csv(4000));
    const importing = importThrough(app, {
      file: { name: 'long.csv', bytes },
      survey: 'Long survey',
      wave: '1',
    });
    let isImporting = true;
    const done = importing.finally(() => (isImporting = false));
    const runs = [];
    let pages = 0;
    while (isImporting || runs.length === 0) {
      const file = path.join(folder, `during-${runs.length}.sqlite`);
      runs.push(await backup(file));
      pages += (await app.html('/surveys')).includes('Surveys') ? 1 : 0;
    }
    await done;
    expect(runs.map(({ status, errors }) => ({ status, errors }))).toEqual(
      runs.map(() => ({ status: 0, errors: '' })),
    );
    expect(runs[0]?.output).toMatch(/\d+ surveys, [\d,]+ responses, [\d,]+ comments, \d+ account/);
    expect(pages).toBe(runs.length);
  });

  it('equals the database row by row, is one file, and is its owner’s alone', async () => {
    const file = path.join(folder, 'equal.sqlite');
    const source = everyRow(app.services.config.databaseFile);
    const { output } = await backup(file);
    expect(everyRow(file)).toEqual(source);
    const names = await readdir(folder);
    expect(names.filter((name) => name.startsWith('equal'))).toEqual([
      'equal.sqlite',
      'equal.sqlite.sha256',
    ]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const sum = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    expect(output).toContain(sum);
    expect(await readFile(`${file}.sha256`, 'utf8')).toBe(`${sum}  equal.sqlite\n`);
  });

  it('overwrites nothing', async () => {
    const file = path.join(folder, 'precious.sqlite');
    await writeFile(file, 'precious');
    const { status, errors } = await backup(file);
    expect(status).toBe(1);
    expect(errors).toBe(`${file} is there already. Give the backup another name.\n`);
    expect(await readFile(file, 'utf8')).toBe('precious');
  });

  it('leaves alone what another backup is writing', async () => {
    const file = path.join(folder, 'twice.sqlite');
    await writeFile(`${file}.part`, 'of another');
    expect((await backup(file)).errors).toContain('another backup is being written');
    expect(await readFile(`${file}.part`, 'utf8')).toBe('of another');
  });

  it.each([
    ['a folder that is not there', '/nowhere/at/all.sqlite', 'its folder is not there'],
    ['no file', undefined, 'Say which: backup FILE'],
  ])('says so in one sentence for %s', async (_what, file, words) => {
    const { dataDir } = app.services.config;
    const { status, errors } = await viewfinder(dataDir, file ? ['backup', file] : ['backup']);
    expect(status).toBe(1);
    expect(errors).toContain(words);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it('makes no database by backing up none', async () => {
    const empty = path.join(folder, 'empty');
    const { errors } = await viewfinder(empty, ['backup', path.join(folder, 'none.sqlite')]);
    expect(errors).toContain('There is no Viewfinder database in');
    expect(existsSync(empty)).toBe(false);
  });
});

describe('the copy', () => {
  it('is of the moment at which it began, whatever is written meanwhile', async () => {
    const [from, to] = [path.join(folder, 'moving.sqlite'), path.join(folder, 'still.sqlite')];
    const writer = new SqliteFile(from);
    writer.pragma('journal_mode = WAL');
    writer.exec('create table grown (text)');
    const insert = writer.prepare('insert into grown values (?)');
    for (let at = 0; at < 20_000; at += 1000) {
      writer.transaction(() => {
        for (let row = 0; row < 1000; row += 1) insert.run('x'.repeat(1000));
      })();
    }
    let steps = 0;
    const counts = await copyDatabase(from, to, () => {
      steps += 1;
      // Not for ever: a copying that began again after each would never end.
      if (steps < 50) insert.run('written while it was copied');
    });
    expect(steps).toBeGreaterThan(3);
    expect(counts.get('grown')).toBe(20_000);
    expect(everyRow(to)['grown']).toHaveLength(20_000);
    writer.close();
  });

  it('is not kept when it fails its check', async () => {
    const { databaseFile } = app.services.config;
    const damaged = path.join(folder, 'damaged-source.sqlite');
    await takeBackup(databaseFile, damaged, () => undefined);
    const editor = new SqliteFile(damaged);
    editor.exec(`update comment set text = 'never said' where id = 1`);
    editor.close();
    const file = path.join(folder, 'unkept.sqlite');
    await expect(takeBackup(damaged, file, () => undefined)).rejects.toThrow(
      'its search index does not match its comments; it was not kept',
    );
    expect((await readdir(folder)).filter((name) => name.startsWith('unkept'))).toEqual([]);
  });
});
