import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { flagOutcomes, flagReasons, type FlagOutcome, type FlagReason } from './flag-words.js';

const subjectOf = (commentId: number) => ({
  kind: 'comment',
  id: commentId,
  name: `Comment ${commentId}`,
});

const seeIt = (commentId: number) => ({
  link: { href: `/comments/${commentId}`, text: 'See the comment' },
});

/** Flags a comment. @throws ViewfinderError `conflict` where it is flagged already. */
export const addFlag = (
  db: Db,
  actor: Actor,
  commentId: number,
  reason: FlagReason,
): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const flag = { commentId, reason, accountName: actor.accountName };
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('commentFlag')
      .values({ ...flag, createdAt: new Date().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) {
      throw new ViewfinderError('conflict', 'This comment is flagged already.', seeIt(commentId));
    }
    await recordAudit(transaction, actor, {
      action: 'comment_flagged',
      subject: subjectOf(commentId),
      after: { reason: flagReasons[reason] },
    });
  });

/** There is no flag to settle: somebody else has settled it, or it was never raised. */
export const notFlagged = (commentId: number) =>
  new ViewfinderError('conflict', 'This comment is not flagged.', seeIt(commentId));

/** Takes the flag off a comment. @throws ViewfinderError `conflict` where it has none. */
export const settleFlag = (
  db: Db,
  actor: Actor,
  commentId: number,
  outcome: FlagOutcome,
): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const flag = await transaction
      .deleteFrom('commentFlag')
      .where('commentId', '=', commentId)
      .returning(['reason', 'accountName', 'createdAt'])
      .executeTakeFirst();
    if (!flag) throw notFlagged(commentId);
    await recordAudit(transaction, actor, {
      action: 'flag_settled',
      subject: subjectOf(commentId),
      before: { reason: flag.reason, flaggedBy: flag.accountName, flaggedAt: flag.createdAt },
      after: { outcome: flagOutcomes[outcome] },
    });
  });
