import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { migrate } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open-database.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'viewfinder-test-'));
const file = path.join(folder, 'own', 'viewfinder.sqlite');
const modeOf = (name: string) => (statSync(name).mode & 0o777).toString(8);
afterEach(() => rmSync(path.dirname(file), { recursive: true, force: true }));

test('a database, its log and its folder are for the program’s own user alone', async () => {
  const db = openDatabase(file);
  await migrate(db);
  expect([file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual(['600', '600', '600']);
  expect(modeOf(path.dirname(file))).toBe('700');
  await db.destroy();
});

test('a database that others could read is closed to them when it is opened', async () => {
  await openDatabase(file).destroy();
  chmodSync(file, 0o644);
  await openDatabase(file).destroy();
  expect(modeOf(file)).toBe('600');
});
