import path from 'node:path';
import { openDatabase } from '../db/open-database.js';
import { recordAudit, type Actor, type AuditEntry } from '../people/audit-queries.js';
import { hasAudit, type Backup } from './backup.js';

/** What the audit says of a backup. */
export const backupEntry = ({ file, bytes, sha256 }: Backup): AuditEntry => ({
  action: 'backup_made',
  subject: { kind: 'backup', id: null, name: path.basename(file) },
  after: { bytes, sha256 },
});

/** Notes a backup in the audit of the database that it was taken of. */
export async function recordBackup(
  databaseFile: string,
  actor: Actor,
  backup: Backup,
): Promise<void> {
  const db = openDatabase(databaseFile);
  try {
    if (!(await hasAudit(db))) return;
    await recordAudit(db, actor, backupEntry(backup));
  } finally {
    await db.destroy();
  }
}
