import path from 'node:path';
import { openDatabase } from '../db/open-database.js';
import { recordAudit, type Actor } from '../people/audit-queries.js';
import type { Backup } from './backup.js';

/** Notes a backup in the audit of the database that it was taken of. */
export async function recordBackup(
  databaseFile: string,
  actor: Actor,
  { file, bytes, sha256 }: Backup,
): Promise<void> {
  const db = openDatabase(databaseFile);
  try {
    // A copy taken before an upgrade may be of a database that has no audit yet.
    const tables = await db.introspection.getTables();
    if (!tables.some(({ name }) => name === 'audit')) return;
    await recordAudit(db, actor, {
      action: 'backup_made',
      subject: { kind: 'backup', id: null, name: path.basename(file) },
      after: { bytes, sha256 },
    });
  } finally {
    await db.destroy();
  }
}
