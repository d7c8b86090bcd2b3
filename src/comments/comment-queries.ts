import type { ExpressionBuilder } from 'kysely';
import type { Db, Schema } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { everything, type CommentFilter } from './comment-filter.js';
import { filteredComments, undetected } from './filter-queries.js';
import type { Order, PageEdge } from './page-edge.js';

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

const described = (db: Db, filter: CommentFilter) =>
  filteredComments(db, filter)
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
      'matched.rank',
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

type Ranked = ExpressionBuilder<
  Schema & { matched: { id: number; rank: number } },
  'comment' | 'matched'
>;

/** Further on in the order than the edge, or for an edge to look before, further back. */
const beyond = (edge: PageEdge, order: Order) => (row: Ranked) => {
  const [lower, higher] = edge.side === 'after' ? (['>', '<'] as const) : (['<', '>'] as const);
  const byId = row('comment.id', higher, edge.id);
  if (order === 'newest') return byId;
  return row.or([
    row('matched.rank', lower, edge.rank),
    row.and([row('matched.rank', '=', edge.rank), byId]),
  ]);
};

/**
 * The comments of a filter beyond an edge, in order; with an edge before which to look, the nearest
 * ones before it. Newest first goes by id, which grows with every import; the best match by rank.
 */
export async function listComments(
  db: Db,
  filter: CommentFilter,
  order: Order,
  { edge, limit }: { edge?: PageEdge | undefined; limit?: number } = {},
): Promise<FoundComment[]> {
  const back = edge?.side === 'before';
  let query = described(db, filter);
  if (edge) query = query.where(beyond(edge, order));
  if (order === 'best') query = query.orderBy('matched.rank', back ? 'desc' : 'asc');
  query = query.orderBy('comment.id', back ? 'asc' : 'desc');
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.execute();
  return back ? rows.reverse() : rows;
}

/** How many comments of a filter lie beyond an edge: on its page, and all further that way. */
export async function countBeyond(
  db: Db,
  filter: CommentFilter,
  edge: PageEdge,
  order: Order,
): Promise<number> {
  const { count } = await filteredComments(db, filter)
    .where(beyond(edge, order))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A comment with where it came from; undefined for one that is not there, not published or hidden. */
export const findComment = (db: Db, viewer: Sight, commentId: number) =>
  described(db, everything(viewer))
    .innerJoin('import', 'import.id', 'comment.importId')
    .leftJoin('response', (join) =>
      join
        .onRef('response.importId', '=', 'comment.importId')
        .onRef('response.position', '=', 'comment.position'),
    )
    .select([
      'comment.importId',
      'comment.position',
      'import.fileName',
      'response.sourceRow',
      'sentiment.source as sentimentSource',
      'commentFlag.accountName as flaggedBy',
      'commentFlag.createdAt as flaggedAt',
    ])
    .where('comment.id', '=', commentId)
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

const idsAtOnce = 1000;

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
