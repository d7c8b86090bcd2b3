import type { Selectable } from 'kysely';
import type { Db } from '../../db/schema.js';
import type { QuoteVersionTable } from '../../db/schema-reports.js';
import type { Actor } from '../../people/permissions.js';

export type QuoteVersion = Selectable<QuoteVersionTable>;

/** The words that these quotes have had, oldest first. */
export const versionsOf = (db: Db, partIds: readonly number[]): Promise<QuoteVersion[]> =>
  db.selectFrom('quoteVersion').selectAll().where('partId', 'in', partIds).orderBy('id').execute();

/** What was ready or approved has changed, so the quote is a draft again. */
export async function draftAgain(db: Db, { accountName }: Actor, partId: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('reportPart')
    .set({
      status: 'draft',
      approvedExtract: null,
      approvedById: null,
      approvedBy: null,
      approvedAt: null,
    })
    .where('id', '=', partId)
    .where('status', 'in', ['ready', 'approved'])
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return;
  const at = new Date().toISOString();
  await db
    .insertInto('quoteEvent')
    .values({ partId, at, accountName, status: 'draft', note: null })
    .execute();
}

/**
 * Keeps who wrote the words that a quote has now. What was ready or approved were other words, so it is
 * a draft again; the same words written once more change nothing.
 */
export async function recordVersion(
  db: Db,
  actor: Actor,
  partId: number,
  extract: string,
): Promise<void> {
  if ((await versionsOf(db, [partId])).at(-1)?.extract === extract) return;
  const { accountId, accountName } = actor;
  const at = new Date().toISOString();
  await db
    .insertInto('quoteVersion')
    .values({ partId, at, accountId, accountName, extract })
    .execute();
  await draftAgain(db, actor, partId);
}
