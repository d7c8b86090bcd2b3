import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from './schema.js';

const betweenTries = 250;

/** One try, which waits for nobody: SQLite would hold up every writer, and this thread, for as long. */
async function tryOnce(db: Db): Promise<boolean> {
  try {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(TRUNCATE)`.execute(db);
    return rows[0]?.busy === 0;
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw error;
    return false;
  }
}

/**
 * Moves the write-ahead log into the database and cuts it to nothing: it holds pages as they were, and
 * grows without bound after a large import. Tries for so long while somebody reads the database, a backup
 * for example. Returns whether the log is empty.
 */
export async function emptyLog(db: Db, milliseconds = 0): Promise<boolean> {
  const until = Date.now() + milliseconds;
  let isEmpty = await tryOnce(db);
  while (!isEmpty && Date.now() < until) {
    await setTimeout(betweenTries);
    isEmpty = await tryOnce(db);
  }
  return isEmpty;
}
