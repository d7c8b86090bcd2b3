import { sql } from 'kysely';
import { ViewfinderError } from '../errors.js';
import { emptyLog } from './empty-log.js';
import type { Db } from './schema.js';

/** Backups of most databases end within it; the server goes on trying after it. */
const patience = 60_000;

/**
 * Writes over all that has been removed, so that no removed word can be found in the files: the
 * full-text indexes keep deleted words until their parts are merged, pages keep scraps of cells that
 * moved, and the log holds pages as they were. `secure_delete` alone reaches none of these; measured
 * with 100,000 comments: 0.6 s to merge and 0.5 s for the vacuum.
 * @throws ViewfinderError `unavailable` where another program reads the database for too long.
 */
export async function wipeErased(db: Db, milliseconds = patience): Promise<void> {
  for (const index of ['comment_index', 'comment_exact']) {
    await sql`insert into ${sql.table(index)} (${sql.ref(index)}) values ('optimize')`.execute(db);
  }
  await sql`vacuum`.execute(db);
  if (await emptyLog(db, milliseconds)) return;
  throw new ViewfinderError(
    'unavailable',
    'What was removed is out of the database, but not yet out of its log, because a backup or another program is reading it. The server empties the log as soon as that has ended.',
  );
}
