import { bulkInsert } from '../db/bulk-insert.js';
import type { Db } from '../db/schema.js';
import { addRisks, replaceRisks } from './risk-hit-queries.js';
import type { TagRow } from './tag-rows.js';

/** A comment's row and what was found for it. */
export interface TaggedComment {
  commentId: number;
  found: TagRow;
}

/**
 * Puts what the program finds for comments whose text has changed in the place of what it found before.
 * What a person said of them stays as it is; they are to be reviewed anew.
 */
export async function rereadComments(
  db: Db,
  themeIds: ReadonlyMap<string, number>,
  comments: readonly TaggedComment[],
): Promise<void> {
  const ids = comments.map(({ commentId }) => commentId);
  await db.deleteFrom('reviewedComment').where('commentId', 'in', ids).execute();
  await replaceMachineTags(db, themeIds, comments);
}

/** Puts what the program finds now in the place of what it found before; what a person said stays. */
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
  const judged = await judgedThemes(db, themeIds, ids);
  const ownSentiments = await db
    .selectFrom('sentiment')
    .select('commentId')
    .where('commentId', 'in', ids)
    .execute();
  const { sentiments, tags } = rowsOf(themeIds, comments);
  const own = new Set(ownSentiments.map(({ commentId }) => commentId));
  await bulkInsert(
    db,
    'sentiment',
    sentiments.filter(({ commentId }) => !own.has(commentId)),
  );
  await bulkInsert(
    db,
    'tag',
    tags.filter(({ commentId, themeId }) => !judged.has(`${commentId}/${themeId}`)),
  );
  await replaceRisks(db, comments);
}

/** Themes of comments that a person has spoken on, for or against, as "comment/theme". */
export async function judgedThemes(
  db: Db,
  themeIds: ReadonlyMap<string, number>,
  commentIds: readonly number[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('themeJudgement')
    .select(['commentId', 'themeKey'])
    .where('commentId', 'in', commentIds)
    .execute();
  return new Set(rows.map(({ commentId, themeKey }) => `${commentId}/${themeIds.get(themeKey)}`));
}

/** Stores what the program found for comments: one sentiment each, their themes, and what tells of risk. */
export async function saveTags(
  db: Db,
  themeIds: ReadonlyMap<string, number>,
  comments: readonly TaggedComment[],
): Promise<void> {
  const { sentiments, tags } = rowsOf(themeIds, comments);
  await bulkInsert(db, 'sentiment', sentiments);
  await bulkInsert(db, 'tag', tags);
  await addRisks(db, comments);
}

function rowsOf(themeIds: ReadonlyMap<string, number>, comments: readonly TaggedComment[]) {
  const sentiments = comments.map(({ commentId, found }) => ({
    commentId,
    label: found.label,
    probability: found.probability,
    source: 'model',
    evidence: found.evidence,
    criticality: found.criticality,
  }));
  const tags = comments.flatMap(({ commentId, found }) =>
    found.themes.flatMap(({ key, evidence, source, confidence }) => {
      const themeId = themeIds.get(key);
      if (themeId === undefined) return [];
      return [{ commentId, themeId, source, evidence, confidence }];
    }),
  );
  return { sentiments, tags };
}
