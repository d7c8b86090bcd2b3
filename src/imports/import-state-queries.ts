import type { Db, ImportState } from '../db/schema.js';

/** Where an import stands; undefined once it is discarded. */
export async function importState(db: Db, importId: number): Promise<ImportState | undefined> {
  const found = await db
    .selectFrom('import')
    .select('state')
    .where('id', '=', importId)
    .executeTakeFirst();
  return found?.state;
}

/** Imports that work should be under way on, and is not: a process stopped before it was noted. */
export const strandedImports = (db: Db) =>
  db
    .selectFrom('import')
    .select(['id', 'state'])
    .where('state', 'in', ['reading', 'checking', 'importing'])
    .where('id', 'not in', (query) =>
      query.selectFrom('job').select('importId').where('state', 'in', ['queued', 'running']),
    )
    .execute();
