import { bulkInsert } from '../db/bulk-insert.js';
import type { Db } from '../db/schema.js';
import type { LiveTopicTable } from '../db/schema-searches.js';
import type { CommentFilter } from '../comments/comment-filter.js';
import { filteredComments } from '../comments/filter-queries.js';

/** A saved search that tags, with what it looks for. */
export interface LiveTopic {
  savedSearchId: number;
  themeKey: string;
  startedBy: string;
  startedAt: string;
  parameters: string;
}

export const liveTopics = (db: Db): Promise<LiveTopic[]> =>
  db
    .selectFrom('liveTopic')
    .innerJoin('savedSearch', 'savedSearch.id', 'liveTopic.savedSearchId')
    .select(['savedSearchId', 'themeKey', 'startedBy', 'startedAt', 'savedSearch.parameters'])
    .orderBy('savedSearchId')
    .execute();

export async function addTopic(db: Db, topic: LiveTopicTable): Promise<void> {
  await db.insertInto('liveTopic').values(topic).execute();
}

export async function dropTopic(db: Db, savedSearchId: number): Promise<void> {
  await db.deleteFrom('liveTopic').where('savedSearchId', '=', savedSearchId).execute();
}

export const publishedImportIds = async (db: Db): Promise<number[]> => {
  const imports = db.selectFrom('import').select('id').where('state', '=', 'published');
  return (await imports.orderBy('id').execute()).map(({ id }) => id);
};

export const importsOfWave = async (db: Db, waveId: number): Promise<number[]> => {
  const imports = db.selectFrom('import').select('id').where('state', '=', 'published');
  return (await imports.where('waveId', '=', waveId).execute()).map(({ id }) => id);
};

/**
 * The comments of an import that a filter finds and that the theme may still be given to: nobody has said
 * that it does not apply, and neither a rule nor a person has given it.
 */
export const commentsToTag = (
  db: Db,
  filter: CommentFilter,
  place: { importId: number; themeKey: string },
) =>
  filteredComments(db, filter)
    .select(['comment.id', 'comment.text'])
    .where('comment.importId', '=', place.importId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('tag')
            .innerJoin('theme', 'theme.id', 'tag.themeId')
            .select('tag.themeId')
            .whereRef('tag.commentId', '=', 'comment.id')
            .where('theme.key', '=', place.themeKey),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('themeJudgement')
            .select('themeJudgement.commentId')
            .whereRef('themeJudgement.commentId', '=', 'comment.id')
            .where('themeJudgement.themeKey', '=', place.themeKey),
        ),
      ),
    )
    .orderBy('comment.id')
    .execute();

/** Gives the theme to comments, each with the words that were found, and notes that the topic did. */
export async function addTopicTags(
  db: Db,
  { savedSearchId, themeId }: { savedSearchId: number; themeId: number },
  comments: readonly { id: number; evidence: string }[],
): Promise<void> {
  await bulkInsert(
    db,
    'tag',
    comments.map(({ id, evidence }) => ({ commentId: id, themeId, source: 'rule', evidence })),
  );
  // A text that was changed has lost the tag that is noted here.
  await db
    .deleteFrom('topicTag')
    .where('savedSearchId', '=', savedSearchId)
    .where(
      'commentId',
      'in',
      comments.map(({ id }) => id),
    )
    .execute();
  await bulkInsert(
    db,
    'topicTag',
    comments.map(({ id }) => ({ savedSearchId, commentId: id })),
  );
}

/** Forgets what topics gave to an import's comments, whose tags by machine have all been made anew. */
export async function forgetTopicTags(db: Db, importId: number): Promise<void> {
  await db
    .deleteFrom('topicTag')
    .where('commentId', 'in', (query) =>
      query.selectFrom('comment').select('comment.id').where('comment.importId', '=', importId),
    )
    .execute();
}

/** Takes away the tags that a topic gave and that nobody has confirmed since. Returns how many. */
export async function removeTopicTags(db: Db, savedSearchId: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('tag')
    .where('source', '=', 'rule')
    .where('commentId', 'in', (query) =>
      query
        .selectFrom('topicTag')
        .select('topicTag.commentId')
        .where('topicTag.savedSearchId', '=', savedSearchId),
    )
    .where('themeId', 'in', (query) =>
      query
        .selectFrom('theme')
        .innerJoin('liveTopic', 'liveTopic.themeKey', 'theme.key')
        .select('theme.id')
        .where('liveTopic.savedSearchId', '=', savedSearchId),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** How many comments of each import a topic has tagged, by the file's name. */
export const topicCounts = (db: Db, savedSearchId: number, hidden: readonly number[]) =>
  db
    .selectFrom('topicTag')
    .innerJoin('comment', 'comment.id', 'topicTag.commentId')
    .innerJoin('import', 'import.id', 'comment.importId')
    .select(({ fn }) => ['import.id', 'import.fileName', fn.countAll<number>().as('comments')])
    .where('savedSearchId', '=', savedSearchId)
    .where('comment.surveyId', 'not in', hidden)
    .groupBy(['import.id', 'import.fileName'])
    .orderBy('import.id')
    .execute();
