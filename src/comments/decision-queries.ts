import type { Db } from '../db/schema.js';

/** A decision as the history of a comment shows it; what was before and after as JSON. */
export interface Decision {
  id: number;
  kind: 'theme' | 'sentiment' | 'risk' | 'reviewed';
  themeKey: string | null;
  before: string;
  after: string;
  accountName: string;
  decidedAt: string;
  undoneAt: string | null;
}

/** What people decided of a comment's codes, the latest first; what they made of a risk is told with the risk. */
export const decisionsOn = (db: Db, commentId: number): Promise<Decision[]> =>
  db
    .selectFrom('codingDecision')
    .select(['id', 'kind', 'themeKey', 'before', 'after', 'accountName', 'decidedAt', 'undoneAt'])
    .where('commentId', '=', commentId)
    .where('kind', '<>', 'risk')
    .orderBy('id', 'desc')
    .execute();

/** Changes with every decision on a comment and every undoing: another mark means that somebody came between. */
export async function codingMark(db: Db, commentId: number): Promise<string> {
  const last = await db
    .selectFrom('codingDecision')
    .select(({ fn }) => [fn.max('id').as('id'), fn.count<number>('undoneAt').as('undone')])
    .where('commentId', '=', commentId)
    .executeTakeFirst();
  return `${last?.id ?? 0}-${last?.undone ?? 0}`;
}

/** The last save of somebody that is not undone: its comment and moment. */
export const lastSave = (db: Db, accountId: number | null) =>
  db
    .selectFrom('codingDecision')
    .select(['commentId', 'decidedAt'])
    .where('accountId', accountId === null ? 'is' : '=', accountId)
    .where('kind', '<>', 'risk')
    .where('undoneAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Themes that somebody said do not apply to a comment, with who said so. */
export const rejectedThemes = (db: Db, commentId: number) =>
  db
    .selectFrom('themeJudgement')
    .select(['themeKey as key', 'accountName as by', 'judgedAt as at'])
    .where('commentId', '=', commentId)
    .where('applies', '=', 0)
    .orderBy('judgedAt')
    .execute();

/** Who has looked a comment through, and when; undefined where nobody has. */
export const reviewOf = (db: Db, commentId: number) =>
  db
    .selectFrom('reviewedComment')
    .select(['accountName as by', 'reviewedAt as at'])
    .where('commentId', '=', commentId)
    .executeTakeFirst();

/** The themes of the code frame in use, in its order. */
export const themesInUse = (db: Db) =>
  db
    .selectFrom('theme')
    .innerJoin('frame', 'frame.id', 'theme.frameId')
    .select(['theme.key', 'theme.name'])
    .where('frame.state', '=', 'current')
    .orderBy('theme.position')
    .execute();
