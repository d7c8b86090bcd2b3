import { bulkInsert } from '../db/bulk-insert.js';
import type { Db } from '../db/schema.js';

/** The imports that are not coded by the version of the frame in use, with how many comments they have. */
export const outdatedImports = (db: Db): Promise<{ id: number; comments: number }[]> =>
  db
    .selectFrom('import')
    .select(['id', 'commentCount as comments'])
    .where('state', '=', 'published')
    .where((row) =>
      row.or([
        row('codedBy', 'is', null),
        row(
          'codedBy',
          'not in',
          row.selectFrom('frame').select('frame.id').where('frame.state', '=', 'current'),
        ),
      ]),
    )
    .orderBy('id')
    .execute();

/** Has every import coded again: the same frame finds other things with another model. */
export async function markOutdated(db: Db): Promise<void> {
  await db.updateTable('import').set({ codedBy: null }).where('state', '=', 'published').execute();
}

export async function markCoded(db: Db, importId: number, frameId: number): Promise<void> {
  await db.updateTable('import').set({ codedBy: frameId }).where('id', '=', importId).execute();
}

/** The comments of an import with what they answer, in order, after one. */
export const commentsAfter = (db: Db, importId: number, afterId: number, limit: number) =>
  db
    .selectFrom('comment')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .select(['comment.id', 'comment.text', 'question.text as question'])
    .where('comment.importId', '=', importId)
    .where('comment.id', '>', afterId)
    .orderBy('comment.id')
    .limit(limit)
    .execute();

/** Gives tags that people decided to the themes of the version in use; those of a theme that it lacks wait. */
export async function bringPeoplesTags(
  db: Db,
  themeIds: ReadonlyMap<string, number>,
  commentIds: readonly number[],
): Promise<void> {
  const judgements = await db
    .selectFrom('themeJudgement')
    .select(['commentId', 'themeKey', 'evidence'])
    .where('commentId', 'in', commentIds)
    .where('applies', '=', 1)
    .execute();
  await db
    .deleteFrom('tag')
    .where('commentId', 'in', commentIds)
    .where('source', '=', 'person')
    .execute();
  const rows = judgements.flatMap(({ commentId, themeKey, evidence }) => {
    const themeId = themeIds.get(themeKey);
    return themeId === undefined
      ? []
      : [{ commentId, themeId, source: 'person' as const, evidence, confidence: null }];
  });
  await bulkInsert(db, 'tag', rows);
}

/** How many comments there are of imports that are coded, and of all. */
export async function codedSoFar(db: Db): Promise<{ done: number; total: number }> {
  const outdated = await outdatedImports(db);
  const { total } = await db
    .selectFrom('import')
    .select(({ fn }) => fn.sum<number>('commentCount').as('total'))
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow();
  const left = outdated.reduce((sum, { comments }) => sum + comments, 0);
  return { done: (total ?? 0) - left, total: total ?? 0 };
}
