import type { Selectable } from 'kysely';
import { inTransaction } from '../../db/in-transaction.js';
import type { Db } from '../../db/schema.js';
import type { SavedSearchTable } from '../../db/schema-searches.js';
import { notFound, ViewfinderError } from '../../errors.js';
import { recordAudit } from '../../people/audit-queries.js';
import { may, type Actor, type Viewer } from '../../people/permissions.js';
import type { SavedSearchFields } from './saved-search-form.js';

export type SavedSearch = Selectable<SavedSearchTable>;

/** Those that somebody may open: their own, and those that are shared. */
const openTo = (db: Db, { accountId }: Viewer) =>
  db
    .selectFrom('savedSearch')
    .where((row) =>
      row.or([
        row('isShared', '=', 1),
        accountId === null ? row('ownerId', 'is', null) : row('ownerId', '=', accountId),
      ]),
    );

/** Each with the newest comment that there was when the viewer last opened it, and when that was. */
export const savedSearchesFor = (db: Db, viewer: Viewer) =>
  openTo(db, viewer)
    .leftJoin('savedSearchLook', (join) =>
      join
        .onRef('savedSearchLook.savedSearchId', '=', 'savedSearch.id')
        // No account has the id 0.
        .on('savedSearchLook.accountId', '=', viewer.accountId ?? 0),
    )
    .selectAll('savedSearch')
    .select(['savedSearchLook.lastCommentId', 'savedSearchLook.lookedAt'])
    .orderBy('savedSearch.name')
    .orderBy('savedSearch.id')
    .execute();

/** @throws ViewfinderError `not_found`, also for another's that is not shared. */
export async function findSavedSearch(db: Db, viewer: Viewer, id: number): Promise<SavedSearch> {
  const found = await openTo(db, viewer)
    .selectAll('savedSearch')
    .where('savedSearch.id', '=', id)
    .executeTakeFirst();
  if (!found) throw notFound('saved search');
  return found;
}

/** Whoever saved it may change it, and an administrator one that is shared. */
export const mayChange = (viewer: Viewer, { ownerId, isShared }: SavedSearch): boolean =>
  ownerId === viewer.accountId || (isShared === 1 && may(viewer, 'administer'));

const subjectOf = ({ id, name }: { id: number; name: string }) => ({
  kind: 'saved_search',
  id,
  name,
});
const asRow = ({ name, note, isShared }: SavedSearchFields) => ({
  name,
  note,
  isShared: isShared ? 1 : 0,
});

/** Keeps a search. The audit has its name and whether it is shared: what it looks for may be a child's words. */
export const addSavedSearch = (
  db: Db,
  actor: Actor,
  fields: SavedSearchFields,
  parameters: string,
): Promise<number> =>
  inTransaction(db, async (transaction) => {
    const { id } = await transaction
      .insertInto('savedSearch')
      .values({
        ...asRow(fields),
        parameters,
        ownerId: actor.accountId,
        ownerName: actor.accountName,
        createdAt: new Date().toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await noteLook(transaction, actor, id);
    await recordAudit(transaction, actor, {
      action: 'search_saved',
      subject: subjectOf({ id, name: fields.name }),
      after: { shared: fields.isShared },
    });
    return id;
  });

export const changeSavedSearch = (
  db: Db,
  actor: Actor,
  before: SavedSearch,
  fields: SavedSearchFields,
): Promise<void> =>
  inTransaction(db, async (transaction) => {
    await transaction
      .updateTable('savedSearch')
      .set(asRow(fields))
      .where('id', '=', before.id)
      .execute();
    await recordAudit(transaction, actor, {
      action: 'saved_search_changed',
      subject: subjectOf({ id: before.id, name: fields.name }),
      before: { name: before.name, shared: before.isShared === 1 },
      after: { name: fields.name, shared: fields.isShared },
    });
  });

/** @throws ViewfinderError `conflict` while the search gives tags, which would stay without a way back. */
export const removeSavedSearch = (db: Db, actor: Actor, search: SavedSearch): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const topics = transaction.selectFrom('liveTopic').select('savedSearchId');
    if (await topics.where('savedSearchId', '=', search.id).executeTakeFirst()) {
      throw new ViewfinderError(
        'conflict',
        'This search tags the comments that it finds. Stop that first, then delete it.',
        { link: { href: `/searches/${search.id}/topic`, text: 'Stop it tagging' } },
      );
    }
    await transaction.deleteFrom('savedSearch').where('id', '=', search.id).execute();
    await recordAudit(transaction, actor, {
      action: 'saved_search_deleted',
      subject: subjectOf(search),
    });
  });

/** Notes that somebody looks at a search now: what is imported from here on is new to them. */
export async function noteLook(
  db: Db,
  { accountId }: Pick<Actor, 'accountId'>,
  savedSearchId: number,
): Promise<void> {
  if (accountId === null) return;
  const { last } = await db
    .selectFrom('comment')
    .select(({ fn }) => fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  const look = { lastCommentId: last ?? 0, lookedAt: new Date().toISOString() };
  await db
    .insertInto('savedSearchLook')
    .values({ savedSearchId, accountId, ...look })
    .onConflict((conflict) => conflict.columns(['savedSearchId', 'accountId']).doUpdateSet(look))
    .execute();
}
