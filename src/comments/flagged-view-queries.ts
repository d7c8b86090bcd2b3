import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';

const idsAtOnce = 1000;

/** Those of the comments that are flagged. */
export async function flaggedAmong(db: Db, ids: readonly number[]): Promise<number[]> {
  const flagged: number[] = [];
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const rows = await db
      .selectFrom('commentFlag')
      .select('commentId')
      .where('commentId', 'in', ids.slice(start, start + idsAtOnce))
      .orderBy('commentId')
      .execute();
    flagged.push(...rows.map(({ commentId }) => commentId));
  }
  return flagged;
}

/** Records that somebody is shown those of the comments that are flagged, an entry for each. */
export async function recordFlaggedViews(
  db: Db,
  actor: Actor,
  ids: readonly number[],
): Promise<void> {
  const flagged = await flaggedAmong(db, ids);
  if (flagged.length === 0) return;
  await db.transaction().execute(async (transaction) => {
    for (const id of flagged) {
      const subject = { kind: 'comment', id, name: `Comment ${id}` };
      await recordAudit(transaction, actor, { action: 'flagged_comment_viewed', subject });
    }
  });
}
