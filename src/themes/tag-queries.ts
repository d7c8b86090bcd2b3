import { bulkInsert } from '../db/bulk-insert.js';
import type { Db } from '../db/schema.js';
import type { CodeFrame } from './tag-comments.js';
import type { TagRow } from './tag-rows.js';

/** Themes of a frame by their key, made where this version of the frame is new. */
export async function ensureFrame(db: Db, frame: CodeFrame): Promise<Map<string, number>> {
  const { name, version } = frame;
  return db.transaction().execute(async (transaction) => {
    const existing = await transaction
      .selectFrom('frame')
      .select('id')
      .where('name', '=', name)
      .where('version', '=', version)
      .executeTakeFirst();
    const frameId =
      existing?.id ??
      (
        await transaction
          .insertInto('frame')
          .values({ name, version })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;
    if (!existing) {
      const rows = frame.themes.map(({ key, name: themeName, definition }, position) => ({
        frameId,
        key,
        name: themeName,
        definition,
        position,
      }));
      await bulkInsert(transaction, 'theme', rows);
    }
    const themes = await transaction
      .selectFrom('theme')
      .select(['id', 'key'])
      .where('frameId', '=', frameId)
      .execute();
    return new Map(themes.map((theme) => [theme.key, theme.id]));
  });
}

/** A comment's row and what was found for it. */
export interface TaggedComment {
  commentId: number;
  found: TagRow;
}

/**
 * Puts what the program finds for comments whose text has changed in the place of what it found before.
 * What a person said of them stays as it is.
 */
export async function replaceMachineTags(
  db: Db,
  themeIds: ReadonlyMap<string, number>,
  comments: readonly TaggedComment[],
): Promise<void> {
  const ids = comments.map(({ commentId }) => commentId);
  await db
    .deleteFrom('tag')
    .where('commentId', 'in', ids)
    .where('source', '<>', 'person')
    .execute();
  await db
    .deleteFrom('sentiment')
    .where('commentId', 'in', ids)
    .where('source', '<>', 'person')
    .execute();
  const left = await db
    .selectFrom('tag')
    .select(['commentId', 'themeId'])
    .where('commentId', 'in', ids)
    .execute();
  const tagged = new Set(left.map(({ commentId, themeId }) => `${commentId}/${themeId}`));
  const judged = await db
    .selectFrom('sentiment')
    .select('commentId')
    .where('commentId', 'in', ids)
    .execute();
  const { sentiments, tags } = rowsOf(themeIds, comments);
  const own = new Set(judged.map(({ commentId }) => commentId));
  await bulkInsert(
    db,
    'sentiment',
    sentiments.filter(({ commentId }) => !own.has(commentId)),
  );
  await bulkInsert(
    db,
    'tag',
    tags.filter(({ commentId, themeId }) => !tagged.has(`${commentId}/${themeId}`)),
  );
}

/** Stores what the program found for comments: one sentiment each, and their themes by rule. */
export async function saveTags(
  db: Db,
  themeIds: ReadonlyMap<string, number>,
  comments: readonly TaggedComment[],
): Promise<void> {
  const { sentiments, tags } = rowsOf(themeIds, comments);
  await bulkInsert(db, 'sentiment', sentiments);
  await bulkInsert(db, 'tag', tags);
}

function rowsOf(themeIds: ReadonlyMap<string, number>, comments: readonly TaggedComment[]) {
  const sentiments = comments.map(({ commentId, found: { label, probability, evidence } }) => ({
    commentId,
    label,
    probability,
    source: 'model',
    evidence,
  }));
  const tags = comments.flatMap(({ commentId, found }) =>
    found.themes.flatMap(({ key, evidence }) => {
      const themeId = themeIds.get(key);
      if (themeId === undefined) return [];
      return [{ commentId, themeId, source: 'rule', evidence }];
    }),
  );
  return { sentiments, tags };
}
