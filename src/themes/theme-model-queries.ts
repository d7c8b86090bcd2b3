import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { notFound } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import type { ConfirmedComment } from './learn-from-comments.js';
import { markOutdated } from './recode-queries.js';
import type { Fit, ThemeLearning } from '../text/theme-learning.js';
import { currentFrame, isShippedModel } from './frame-queries.js';
import { learnedFor, shippedLearning } from './learning.js';

/** What is kept of a model to be read: its figures by theme. */
export interface ModelReport {
  comments: number;
  themes: {
    key: string;
    confirmed: number;
    use: 'nothing' | 'suggests' | 'decides';
    byRules: Fit;
    withSuggestions: Fit;
    withoutDoubted: Fit;
  }[];
}

/** The comments that somebody has reviewed whole, with the themes that people gave them, in order. */
export async function confirmedComments(db: Db): Promise<ConfirmedComment[]> {
  const comments = await db
    .selectFrom('reviewedComment')
    .innerJoin('comment', 'comment.id', 'reviewedComment.commentId')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .select(['comment.id', 'comment.text', 'question.text as question'])
    .orderBy('comment.id')
    .execute();
  const judgements = await db
    .selectFrom('themeJudgement')
    .innerJoin('reviewedComment', 'reviewedComment.commentId', 'themeJudgement.commentId')
    .select(['themeJudgement.commentId', 'themeKey'])
    .where('applies', '=', 1)
    .execute();
  const keys = new Map<number, string[]>();
  for (const { commentId, themeKey } of judgements) {
    keys.set(commentId, [...(keys.get(commentId) ?? []), themeKey]);
  }
  return comments.map(({ id, text, question }) => ({ text, question, keys: keys.get(id) ?? [] }));
}

export async function countConfirmed(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('reviewedComment')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** What is kept of what was learned to be read. */
export const reportOf = ({ comments, themes }: ThemeLearning): ModelReport => ({
  comments,
  themes: themes.map(({ key, confirmed, use, byRules, withSuggestions, withoutDoubted }) => ({
    ...{ key, confirmed, use, byRules, withSuggestions, withoutDoubted },
  })),
});

/**
 * Gives a new database the model that comes with the program, in use; one that has been in use without it
 * is offered it, switched off, since its comments would change. Once for each database.
 */
export async function offerShippedModel(db: Db): Promise<void> {
  const models = await db.selectFrom('themeModel').select('weights').execute();
  if (models.some(isShippedModel)) return;
  const isNew = (await db.selectFrom('frame').select('id').limit(1).execute()).length === 0;
  const { id: frameId, content } = await currentFrame(db);
  const learning = learnedFor(content, shippedLearning());
  // Another frame's themes are none of those that it has learned.
  if (learning.themes.length === 0) return;
  await db
    .insertInto('themeModel')
    .values({
      frameId,
      state: isNew ? 'on' : 'off',
      report: JSON.stringify(reportOf(learning)),
      weights: new Uint8Array(0),
      createdBy: 'Viewfinder',
      createdAt: new Date().toISOString(),
    })
    .execute();
}

/** Keeps what was learned, switched off. Returns its id. */
export const addModel = (
  db: Db,
  actor: Actor,
  model: { frameId: number; report: ModelReport; weights: Uint8Array },
): Promise<number> =>
  inTransaction(db, async (transaction) => {
    const { id } = await transaction
      .insertInto('themeModel')
      .values({
        ...model,
        report: JSON.stringify(model.report),
        state: 'off',
        createdBy: actor.accountName,
        createdAt: new Date().toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await recordAudit(transaction, actor, {
      action: 'model_learned',
      subject: { kind: 'model', id, name: `Model ${id}` },
      after: { comments: model.report.comments },
    });
    return id;
  });

export async function listModels(db: Db) {
  const rows = await db
    .selectFrom('themeModel')
    .innerJoin('frame', 'frame.id', 'themeModel.frameId')
    .select([
      'themeModel.id',
      'themeModel.state',
      'themeModel.report',
      'themeModel.weights',
      'themeModel.createdBy',
      'themeModel.createdAt',
      'frame.version',
    ])
    .orderBy('themeModel.id', 'desc')
    .execute();
  return rows.map(({ weights, report, ...row }) => ({
    ...row,
    report: JSON.parse(report) as ModelReport,
    isShipped: isShippedModel({ weights }),
  }));
}

/**
 * Switches a model on, in the place of any other, or off; all comments are to be coded again after that.
 * @throws ViewfinderError `not_found`.
 */
export const switchModel = (db: Db, actor: Actor, id: number, on: boolean): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const found = await transaction
      .selectFrom('themeModel')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (!found) throw notFound('model');
    await transaction
      .updateTable('themeModel')
      .set({ state: 'off' })
      .where('state', '=', 'on')
      .execute();
    if (on) {
      await transaction
        .updateTable('themeModel')
        .set({ state: 'on' })
        .where('id', '=', id)
        .execute();
    }
    await markOutdated(transaction);
    await recordAudit(transaction, actor, {
      action: on ? 'model_switched_on' : 'model_switched_off',
      subject: { kind: 'model', id, name: `Model ${id}` },
    });
  });
