import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { migrate } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open-database.js';
import { projectPath } from '../../src/paths.js';
import { recordAudit } from '../../src/people/audit-queries.js';

test('of quotes written before versions were kept, everybody is known whom the audit names', async () => {
  const scripts = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-versions-'));
  await cp(projectPath('migrations'), scripts, {
    recursive: true,
    filter: (name) => !name.endsWith('.sql') || path.basename(name) < '0018',
  });
  const db = openDatabase(':memory:');
  await migrate(db, scripts);
  await sql`pragma foreign_keys = off`.execute(db);
  const at = '2026-01-01T00:00:00.000Z';
  for (const [id, name] of [
    [1, 'ann'],
    [2, 'bob'],
  ] as const) {
    await db
      .insertInto('account')
      .values({ id, name, fullName: name, roles: '[]', createdAt: at })
      .execute();
  }
  await db.insertInto('report').values({ id: 1, title: 'Ours', createdAt: at }).execute();
  for (const [id, commentId] of [
    [1, 7],
    [2, 8],
  ] as const) {
    const quote = { id, commentId, reportId: 1, position: id, kind: 'quote', extract: 'Now.' };
    await db
      .insertInto('reportPart')
      .values({ ...quote, createdAt: at } as never)
      .execute();
  }
  const subject = { kind: 'report', id: 1, name: 'Ours' };
  for (const [accountId, accountName, action, comment] of [
    [1, 'ann', 'quote_added', 7],
    [2, 'bob', 'quote_changed', 7],
    [2, 'bob', 'part_moved', 7],
    [9, 'gone', 'quote_added', 99],
  ] as const) {
    const actor = { accountId, accountName, address: '' };
    await recordAudit(db, actor, { action, subject, after: { comment } });
  }
  await migrate(db);
  const versions = await db
    .selectFrom('quoteVersion')
    .select(['partId', 'accountId', 'accountName', 'extract'])
    .orderBy('id')
    .execute();
  expect(versions).toEqual([
    { partId: 1, accountId: 1, accountName: 'ann', extract: null },
    { partId: 1, accountId: 2, accountName: 'bob', extract: 'Now.' },
  ]);
  await db.destroy();
  await rm(scripts, { recursive: true });
});
