import { sql } from 'kysely';
import type { Db } from './schema.js';

/** The number last given to an entry of the audit; 0 before the first. SQLite keeps it apart from the rows. */
export async function lastAuditNumber(db: Db): Promise<number> {
  const { rows } = await sql<{
    seq: number;
  }>`select seq from sqlite_sequence where name = 'audit'`.execute(db);
  return rows[0]?.seq ?? 0;
}
