import type { Db } from '../db/schema.js';

/** The stored files that imports still need, by their names in the uploads folder. */
export async function neededUploads(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('import')
    .select('uploadName')
    .where('uploadName', 'is not', null)
    .execute();
  return new Set(rows.flatMap(({ uploadName }) => uploadName ?? []));
}

/** Imports whose stored file has no key: it lies there in clear. */
export const unsealedUploads = (db: Db) =>
  db
    .selectFrom('import')
    .select(['id', 'uploadName'])
    .where('uploadName', 'is not', null)
    .where('uploadKey', 'is', null)
    .execute();
