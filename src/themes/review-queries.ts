import type { ExpressionBuilder } from 'kysely';
import type { CommentFilter } from '../comments/comment-filter.js';
import { filteredComments } from '../comments/filter-queries.js';
import type { Db, Schema } from '../db/schema.js';
import { sureFrom } from '../text/sentiment-labels.js';
import { randomNumbers, shuffle } from '../text/random.js';

type Row = ExpressionBuilder<Schema, 'comment'>;

const tagsOf = ({ selectFrom }: Row) =>
  selectFrom('tag').select('tag.themeId').whereRef('tag.commentId', '=', 'comment.id');
const sentimentOf = ({ selectFrom }: Row) =>
  selectFrom('sentiment')
    .select('sentiment.commentId')
    .whereRef('sentiment.commentId', '=', 'comment.id');
const isReviewed = ({ exists, selectFrom }: Row) =>
  exists(
    selectFrom('reviewedComment')
      .select('reviewedComment.commentId')
      .whereRef('reviewedComment.commentId', '=', 'comment.id'),
  );
const decisionsThatDiffer = ({ selectFrom }: Row) =>
  selectFrom('codingDecision')
    .select('codingDecision.id')
    .whereRef('codingDecision.commentId', '=', 'comment.id')
    .where('codingDecision.differs', '=', 1)
    .where('codingDecision.undoneAt', 'is', null);
const unsettledHit = ({ selectFrom }: Row) =>
  selectFrom('riskHit')
    .select('riskHit.commentId')
    .whereRef('riskHit.commentId', '=', 'comment.id')
    .where('riskHit.outcome', 'is', null);
const flagOf = ({ selectFrom }: Row) =>
  selectFrom('commentFlag')
    .select('commentFlag.commentId')
    .whereRef('commentFlag.commentId', '=', 'comment.id');

/** The piles that comments are taken from; those but the last two without what has been reviewed. */
export const piles = {
  unsure: {
    name: 'Unsure',
    about: 'The program is less than 70% sure of the sentiment, or found none.',
    holds: (row: Row) =>
      row.exists(
        sentimentOf(row)
          .where('sentiment.source', '=', 'model')
          .where('sentiment.probability', '<', sureFrom),
      ),
    withReviewed: false,
  },
  'no-theme': {
    name: 'No theme',
    about: 'No theme of the code frame was found.',
    holds: (row: Row) => row.not(row.exists(tagsOf(row))),
    withReviewed: false,
  },
  suggested: {
    name: 'Suggested by the model',
    about: 'What was learned from coding suggests a theme that the rules do not find.',
    holds: (row: Row) => row.exists(tagsOf(row).where('tag.source', '=', 'model')),
    withReviewed: false,
  },
  worrying: {
    name: 'Worrying',
    about: 'The worst that it says is severe, somebody flagged it, or it may tell of a risk.',
    holds: (row: Row) =>
      row.or([
        row.exists(sentimentOf(row).where('sentiment.criticality', '>=', 3)),
        row.exists(unsettledHit(row)),
        row.exists(flagOf(row)),
      ]),
    withReviewed: false,
  },
  all: {
    name: 'Not reviewed yet',
    about: 'Every comment that nobody has looked through.',
    holds: (row: Row) => row.lit(true),
    withReviewed: false,
  },
  disagreement: {
    name: 'Disagreement',
    about: 'A person decided otherwise than the program.',
    holds: (row: Row) => row.exists(decisionsThatDiffer(row)),
    withReviewed: true,
  },
  reviewed: {
    name: 'Reviewed',
    about: 'Somebody has looked it through.',
    holds: (row: Row) => isReviewed(row),
    withReviewed: true,
  },
} as const;
export type Pile = keyof typeof piles;

const inPile = (db: Db, filter: CommentFilter, pile: Pile) =>
  filteredComments(db, filter)
    .where((row) => piles[pile].holds(row as Row))
    .where((row) => row.and(piles[pile].withReviewed ? [] : [row.not(isReviewed(row as Row))]));

/** How many comments of a filter are in a pile. */
export async function countPile(db: Db, filter: CommentFilter, pile: Pile): Promise<number> {
  const { count } = await inPile(db, filter, pile)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The order that a pile is worked through in: least sure first, or at random from a seed. */
export type QueueOrder = { by: 'doubt' } | { by: 'random'; seed: number };

/** As many as are looked through for one that is free. */
const mostWaiting = 500;

/** The next comments of a pile, at most 500; the same seed gives the same order. */
export async function queueOf(
  db: Db,
  filter: CommentFilter,
  pile: Pile,
  order: QueueOrder,
): Promise<number[]> {
  if (order.by === 'random') {
    const rows = await inPile(db, filter, pile)
      .select('comment.id')
      .orderBy('comment.id')
      .execute();
    const ids = rows.map(({ id }) => id);
    shuffle(ids, randomNumbers(order.seed));
    return ids.slice(0, mostWaiting);
  }
  const rows = await inPile(db, filter, pile)
    .leftJoin('sentiment', 'sentiment.commentId', 'comment.id')
    .select('comment.id')
    .orderBy('sentiment.probability')
    .orderBy('comment.id')
    .limit(mostWaiting)
    .execute();
  return rows.map(({ id }) => id);
}

/** Of these comments, those that are on somebody else's screen or that this person has passed over. */
export async function takenOf(
  db: Db,
  accountId: number,
  ids: readonly number[],
  now: string,
): Promise<Set<number>> {
  const rows = await db
    .selectFrom('reviewClaim')
    .select('commentId')
    .where('commentId', 'in', ids)
    .where('until', '>', now)
    .where((row) =>
      row.or([
        row.and([row('accountId', '<>', accountId), row('isSkipped', '=', 0)]),
        row.and([row('accountId', '=', accountId), row('isSkipped', '=', 1)]),
      ]),
    )
    .execute();
  return new Set(rows.map(({ commentId }) => commentId));
}

/** Notes that a comment is on somebody's screen, or that they have passed it over. */
export async function claim(
  db: Db,
  { commentId, accountId, isSkipped }: { commentId: number; accountId: number; isSkipped: boolean },
  until: string,
): Promise<void> {
  const change = { isSkipped: isSkipped ? 1 : 0, until };
  await db
    .insertInto('reviewClaim')
    .values({ commentId, accountId, ...change })
    .onConflict((conflict) => conflict.columns(['commentId', 'accountId']).doUpdateSet(change))
    .execute();
}

/** When somebody has reviewed comments since a moment, earliest first. */
export async function reviewedSince(
  db: Db,
  accountId: number | null,
  since: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('reviewedComment')
    .select('reviewedAt')
    .where('accountId', accountId === null ? 'is' : '=', accountId)
    .where('reviewedAt', '>=', since)
    .orderBy('reviewedAt')
    .execute();
  return rows.map(({ reviewedAt }) => reviewedAt);
}
