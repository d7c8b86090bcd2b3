import type { Db } from '../db/schema.js';

/** The version of the code frame in use; undefined where none is yet. */
export const frameInUse = (db: Db) =>
  db
    .selectFrom('frame')
    .select(['id', 'name', 'version'])
    .where('state', '=', 'current')
    .executeTakeFirst();

/** The files that have changed a comment or whose respondent it is since an instant. */
export async function filesThatChanged(
  db: Db,
  commentId: number,
  since: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('commentChange')
    .innerJoin('import', 'import.id', 'commentChange.importId')
    .select('import.fileName')
    .where('commentChange.commentId', '=', commentId)
    .where('import.state', '=', 'published')
    .where('import.publishedAt', '>', since)
    .orderBy('import.id')
    .execute();
  return rows.map(({ fileName }) => fileName);
}
