import { afterEach, beforeEach, expect, it } from '@jest/globals';
import SqliteFile from 'better-sqlite3';
import { recordRefusal } from '../../src/people/audit-queries.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { viewfinder } from '../support/shell.js';
import { startTestServices, type TestServices } from '../support/test-services.js';

let services: TestServices;
beforeEach(async () => (services = await startTestServices()));
afterEach(() => services.stop());

it.each([
  ['taken away', ''],
  [
    'there in name alone',
    'create trigger audit_no_update before update on audit when 0 begin select 1; end',
  ],
])('an audit is not whole where what guards it is %s', async (_how, script) => {
  const { db, config } = services;
  await recordRefusal(db, shellViewer(), 'GET /measures');
  const connection = new SqliteFile(config.databaseFile);
  connection.exec(`drop trigger audit_no_update; ${script}`);
  connection.close();
  const { status, output } = await viewfinder(config.dataDir, ['audit', 'verify']);
  expect([status, output]).toEqual([1, expect.stringContaining('may have been rewritten')]);
});
