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

/** Stores what the program found for comments: one sentiment each, and their themes by rule. */
export async function saveTags(
  db: Db,
  themeIds: ReadonlyMap<string, number>,
  comments: readonly TaggedComment[],
): Promise<void> {
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
  await bulkInsert(db, 'sentiment', sentiments);
  await bulkInsert(db, 'tag', tags);
}
