import type { Insertable } from 'kysely';
import { codingMark } from '../comments/decision-queries.js';
import type { CodingDecisionTable } from '../db/schema-coding.js';
import type { Db } from '../db/schema.js';

/** A theme on a comment, of whichever version of the frame; a spans' list as JSON. */
export interface ThemeTag {
  key: string;
  name: string;
  source: 'rule' | 'model' | 'person';
  evidence: string;
  confidence: number | null;
}

export interface Judgement {
  key: string;
  applies: boolean;
  evidence: string;
  accountId: number | null;
  accountName: string;
  judgedAt: string;
}

export interface StoredSentiment {
  label: string;
  probability: number;
  source: string;
  evidence: string;
  criticality: number | null;
}

/** How a comment is coded at present. */
export interface CommentCoding {
  tags: ThemeTag[];
  judgements: Judgement[];
  sentiment: StoredSentiment | null;
  reviewed: { accountId: number | null; accountName: string; reviewedAt: string } | null;
  /** See `codingMark`. */
  mark: string;
}

/** How a comment is coded; each theme once, by the newest version of the frame. */
export async function codingOf(db: Db, commentId: number): Promise<CommentCoding> {
  const tags = await db
    .selectFrom('tag')
    .innerJoin('theme', 'theme.id', 'tag.themeId')
    .select(['theme.key', 'theme.name', 'tag.source', 'tag.evidence', 'tag.confidence'])
    .where('tag.commentId', '=', commentId)
    .orderBy('theme.frameId', 'desc')
    .orderBy('theme.position')
    .execute();
  const judgements = await db
    .selectFrom('themeJudgement')
    .select(['themeKey as key', 'applies', 'evidence', 'accountId', 'accountName', 'judgedAt'])
    .where('commentId', '=', commentId)
    .execute();
  const sentiment = await db
    .selectFrom('sentiment')
    .select(['label', 'probability', 'source', 'evidence', 'criticality'])
    .where('commentId', '=', commentId)
    .executeTakeFirst();
  const reviewed = await db
    .selectFrom('reviewedComment')
    .select(['accountId', 'accountName', 'reviewedAt'])
    .where('commentId', '=', commentId)
    .executeTakeFirst();
  return {
    tags: tags.filter(({ key }, at) => tags.findIndex((one) => one.key === key) === at),
    judgements: judgements.map((one) => ({ ...one, applies: one.applies === 1 })),
    sentiment: sentiment ?? null,
    reviewed: reviewed ?? null,
    mark: await codingMark(db, commentId),
  };
}

/** What is kept of a theme on a comment before and after a decision. */
export interface ThemeState {
  tag: Omit<ThemeTag, 'name' | 'key'> | null;
  judgement: Omit<Judgement, 'key'> | null;
}

export const themeStateOf = ({ tags, judgements }: CommentCoding, key: string): ThemeState => {
  const tag = tags.find((one) => one.key === key);
  const judgement = judgements.find((one) => one.key === key);
  return {
    tag: tag ? { source: tag.source, evidence: tag.evidence, confidence: tag.confidence } : null,
    judgement: judgement
      ? {
          applies: judgement.applies,
          evidence: judgement.evidence,
          accountId: judgement.accountId,
          accountName: judgement.accountName,
          judgedAt: judgement.judgedAt,
        }
      : null,
  };
};

/** Puts a theme of a comment into a state; a tag is of the frame in use, and of none where that lacks it. */
export async function writeThemeState(
  db: Db,
  commentId: number,
  { key, themeId }: { key: string; themeId: number | undefined },
  { tag, judgement }: ThemeState,
): Promise<void> {
  await db
    .deleteFrom('tag')
    .where('commentId', '=', commentId)
    .where('themeId', 'in', (row) =>
      row.selectFrom('theme').select('theme.id').where('theme.key', '=', key),
    )
    .execute();
  if (tag && themeId !== undefined) {
    await db
      .insertInto('tag')
      .values({ commentId, themeId, ...tag })
      .execute();
  }
  await db
    .deleteFrom('themeJudgement')
    .where('commentId', '=', commentId)
    .where('themeKey', '=', key)
    .execute();
  if (judgement) {
    const { applies, ...rest } = judgement;
    await db
      .insertInto('themeJudgement')
      .values({ commentId, themeKey: key, applies: applies ? 1 : 0, ...rest })
      .execute();
  }
}

/** Puts the sentiment of a comment into a state. */
export async function writeSentiment(
  db: Db,
  commentId: number,
  sentiment: StoredSentiment | null,
): Promise<void> {
  await db.deleteFrom('sentiment').where('commentId', '=', commentId).execute();
  if (sentiment)
    await db
      .insertInto('sentiment')
      .values({ commentId, ...sentiment })
      .execute();
}

/** Notes that somebody has looked a comment through, or that nobody has. */
export async function writeReviewed(
  db: Db,
  commentId: number,
  reviewed: CommentCoding['reviewed'],
): Promise<void> {
  await db.deleteFrom('reviewedComment').where('commentId', '=', commentId).execute();
  if (reviewed)
    await db
      .insertInto('reviewedComment')
      .values({ commentId, ...reviewed })
      .execute();
}

/** Whether somebody has decided anything on a comment after a decision. */
export async function isDecidedSince(db: Db, commentId: number, decisionId: number) {
  const later = await db
    .selectFrom('codingDecision')
    .select('id')
    .where('commentId', '=', commentId)
    .where('id', '>', decisionId)
    .where('kind', '<>', 'risk')
    .where('undoneAt', 'is', null)
    .executeTakeFirst();
  return later !== undefined;
}

/** Whether a later import has given a comment other words since a moment: what was found in the earlier ones is no more. */
export async function isRewrittenSince(db: Db, commentId: number, moment: string) {
  const later = await db
    .selectFrom('commentChange')
    .innerJoin('import', 'import.id', 'commentChange.importId')
    .innerJoin('comment', 'comment.id', 'commentChange.commentId')
    .select('comment.id')
    .where('commentChange.commentId', '=', commentId)
    .where('import.publishedAt', '>', moment)
    .whereRef('commentChange.text', '<>', 'comment.text')
    .executeTakeFirst();
  return later !== undefined;
}

export type NewDecision = Omit<Insertable<CodingDecisionTable>, 'id' | 'decidedAt' | 'undoneAt'>;

/** Notes the decisions of one save, all at one moment. */
export async function addDecisions(db: Db, decisions: readonly NewDecision[]): Promise<void> {
  if (decisions.length === 0) return;
  const decidedAt = new Date().toISOString();
  await db
    .insertInto('codingDecision')
    .values(decisions.map((one) => ({ ...one, decidedAt })))
    .execute();
}

/** Notes that decisions are undone. */
export async function markUndone(db: Db, ids: readonly number[]): Promise<void> {
  await db
    .updateTable('codingDecision')
    .set({ undoneAt: new Date().toISOString() })
    .where('id', 'in', ids)
    .execute();
}

/** The decisions of one save, last first. */
export const decisionsOfSave = (
  db: Db,
  { commentId, decidedAt }: { commentId: number; decidedAt: string },
  accountId: number | null,
) =>
  db
    .selectFrom('codingDecision')
    .select(['id', 'kind', 'themeKey', 'before'])
    .where('commentId', '=', commentId)
    .where('decidedAt', '=', decidedAt)
    .where('accountId', accountId === null ? 'is' : '=', accountId)
    .where('undoneAt', 'is', null)
    .orderBy('id', 'desc')
    .execute();
