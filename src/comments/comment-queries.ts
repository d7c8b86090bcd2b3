import type { Db } from '../db/schema.js';
import { may } from '../people/permissions.js';
import { hiddenFrom, type Sight } from '../people/sight.js';
import type { ListedComment } from './engine/order-comments.js';
import { undetected } from './filter-queries.js';

export interface FoundComment {
  id: number;
  rank: number;
  text: string;
  groupKey: string | null;
  survey: string;
  wave: string;
  question: string;
  sentiment: string;
  /** Of the sentiment label, 0 to 1; null where none was detected. */
  probability: number | null;
  /** Why it is flagged; null while it is not. */
  flag: string | null;
  /** Its own id while it may tell of risk and nobody has looked; null otherwise. */
  waiting: number | null;
}

const described = (db: Db) =>
  db
    .selectFrom('comment')
    .innerJoin('survey', 'survey.id', 'comment.surveyId')
    .innerJoin('wave', 'wave.id', 'comment.waveId')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .leftJoin('sentiment', 'sentiment.commentId', 'comment.id')
    .leftJoin('commentFlag', 'commentFlag.commentId', 'comment.id')
    .leftJoin('riskHit', (join) =>
      join.onRef('riskHit.commentId', '=', 'comment.id').on('riskHit.outcome', 'is', null),
    )
    .select(({ fn, val }) => [
      'comment.id',
      'comment.text',
      'comment.groupKey',
      'survey.name as survey',
      'wave.name as wave',
      'question.text as question',
      fn.coalesce('sentiment.label', val(undetected)).as('sentiment'),
      'sentiment.probability',
      'commentFlag.reason as flag',
      'riskHit.commentId as waiting',
    ]);

const idsAtOnce = 1000;

/** These comments, which the caller knows may be seen, in the order of the list. */
export async function describeComments(
  db: Db,
  listed: readonly ListedComment[],
): Promise<FoundComment[]> {
  const rows = new Map<number, Omit<FoundComment, 'rank'>>();
  for (let start = 0; start < listed.length; start += idsAtOnce) {
    const ids = listed.slice(start, start + idsAtOnce).map(({ id }) => id);
    const found = await described(db).where('comment.id', 'in', ids).execute();
    for (const row of found) rows.set(row.id, row);
  }
  return listed.flatMap(({ id, rank }) => {
    const row = rows.get(id);
    return row ? [{ ...row, rank }] : [];
  });
}

/** A comment with where it came from; undefined for one that is not there, not published or hidden. */
export const findComment = (db: Db, viewer: Sight, commentId: number) =>
  described(db)
    .innerJoin('import', 'import.id', 'comment.importId')
    .leftJoin('response', (join) =>
      join
        .onRef('response.importId', '=', 'comment.importId')
        .onRef('response.position', '=', 'comment.position'),
    )
    .select([
      'comment.importId',
      'comment.position',
      'comment.questionId',
      'import.fileName',
      'response.sourceRow',
      'sentiment.source as sentimentSource',
      'commentFlag.accountName as flaggedBy',
      'commentFlag.createdAt as flaggedAt',
    ])
    .where('comment.id', '=', commentId)
    .where('import.state', '=', 'published')
    .where('comment.surveyId', 'not in', hiddenFrom(viewer))
    .where((row) =>
      row.and(may(viewer, 'flagged_comments') ? [] : [row('commentFlag.commentId', 'is', null)]),
    )
    .executeTakeFirst();

export interface CommentTheme {
  commentId: number;
  key: string;
  name: string;
  definition: string;
  source: 'rule' | 'model' | 'person';
  /** 0 to 1: of what the model suggests, or doubts of a rule; null otherwise. */
  confidence: number | null;
  /** JSON, as stored: see `parseSpans`. */
  evidence: string;
}

/** The themes of these comments, in the order of the code frame; once a key. */
export async function themesOf(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, CommentTheme[]>> {
  const byComment = new Map<number, CommentTheme[]>();
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const rows = await db
      .selectFrom('tag')
      .innerJoin('theme', 'theme.id', 'tag.themeId')
      .select([
        'tag.commentId',
        'theme.key',
        'theme.name',
        'theme.definition',
        'tag.source',
        'tag.confidence',
        'tag.evidence',
      ])
      .where('tag.commentId', 'in', ids.slice(start, start + idsAtOnce))
      .orderBy('theme.position')
      .orderBy('theme.id', 'desc')
      .execute();
    for (const row of rows) {
      const own = byComment.get(row.commentId) ?? [];
      if (!own.some(({ key }) => key === row.key)) byComment.set(row.commentId, [...own, row]);
    }
  }
  return byComment;
}
