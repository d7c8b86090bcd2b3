import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import SqliteFile from 'better-sqlite3';
import { sql } from 'kysely';
import { emptyLog } from '../../src/db/empty-log.js';
import { migrate } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open-database.js';
import type { Db } from '../../src/db/schema.js';
import { wipeErased } from '../../src/db/wipe.js';

let folder: string;
let file: string;
let db: Db;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-log-'));
  file = path.join(folder, 'own', 'viewfinder.sqlite');
  db = openDatabase(file);
  await migrate(db);
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

const logBytes = async () => (await stat(`${file}-wal`)).size;

/** As a backup holds it: a moment of the database that stays. */
function reader() {
  const connection = new SqliteFile(file);
  connection.exec('begin');
  connection.prepare('select count(*) from survey').get();
  return connection;
}

test('a database and its log are for their owner alone', async () => {
  for (const name of [file, `${file}-wal`]) {
    expect([name, ((await stat(name)).mode & 0o777).toString(8)]).toEqual([name, '600']);
  }
});

describe('the log', () => {
  test('is not emptied while somebody reads; nobody is held up, and it is afterwards', async () => {
    const reading = reader();
    await sql`create table more (a)`.execute(db);
    expect(await emptyLog(db)).toBe(false);
    expect(await logBytes()).toBeGreaterThan(0);
    reading.close();
    expect(await emptyLog(db)).toBe(true);
    expect(await logBytes()).toBe(0);
  });

  test('is tried again until the reader has gone', async () => {
    const reading = reader();
    await sql`create table more (a)`.execute(db);
    const emptied = wipeErased(db);
    setTimeout(() => reading.close(), 700);
    await emptied;
    expect(await logBytes()).toBe(0);
  });

  test('that could not be emptied is said so, with who empties it', async () => {
    const reading = reader();
    await sql`create table more (a)`.execute(db);
    await expect(wipeErased(db, 0)).rejects.toThrow('The server empties the log as soon as');
    reading.close();
  });
});
