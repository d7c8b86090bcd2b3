import type { Db } from '../db/schema.js';

/** The sentiment of comments as the program reads it; none where a person has decided it. */
export async function machineSentiments(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('sentiment')
    .select(['commentId', 'label'])
    .where('source', '=', 'model')
    .where('commentId', 'in', ids)
    .execute();
  return new Map(rows.map(({ commentId, label }) => [commentId, label]));
}

/** People who may code comments, by their roles. */
export const accountsInUse = (db: Db) =>
  db
    .selectFrom('account')
    .select(['id', 'name', 'fullName', 'roles'])
    .where('disabledAt', 'is', null)
    .orderBy('fullName')
    .execute();
