import type { Selectable } from 'kysely';
import { inTransaction } from '../../db/in-transaction.js';
import type { Db } from '../../db/schema.js';
import type { QuoteKeptDetailTable } from '../../db/schema-reports.js';
import { recordAudit } from '../../people/audit-queries.js';
import type { Actor } from '../../people/permissions.js';
import type { PartOfReport } from '../part-queries.js';
import { nextRevision, subjectOf } from '../report-queries.js';
import { draftAgain } from '../sign-off/version-queries.js';
import type { PartFindingKind } from './part-finding.js';

export type KeptDetail = Selectable<QuoteKeptDetailTable>;

/** What people have decided to leave in these quotes. */
export const keptDetails = (db: Db, partIds: readonly number[]): Promise<KeptDetail[]> =>
  db
    .selectFrom('quoteKeptDetail')
    .selectAll()
    .where('partId', 'in', [0, ...partIds])
    .execute();

/** Which detail of a quote, and why it stays; without a reason it is looked at again. */
export interface Decision {
  kind: PartFindingKind;
  detail: string;
  reason: string | null;
}

/** Keeps that a detail stays, or takes that back; the quote gets a revision, as with a change of its words. */
export const decideDetail = (
  db: Db,
  actor: Actor,
  { report, part }: PartOfReport,
  { kind, detail, reason }: Decision,
): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const partId = part.id;
    await transaction
      .deleteFrom('quoteKeptDetail')
      .where('partId', '=', partId)
      .where('kind', '=', kind)
      .where('detail', '=', detail)
      .execute();
    if (reason !== null) {
      const { accountName } = actor;
      const decidedAt = new Date().toISOString();
      await transaction
        .insertInto('quoteKeptDetail')
        .values({ partId, kind, detail, reason, accountName, decidedAt })
        .execute();
    }
    // Whoever approved the quote did so with what was decided of its details.
    await draftAgain(transaction, actor, partId);
    const revision = await nextRevision(transaction, report.id);
    await transaction
      .updateTable('reportPart')
      .set({ revision })
      .where('id', '=', partId)
      .execute();
    await recordAudit(transaction, actor, {
      action: reason === null ? 'detail_reopened' : 'detail_kept',
      subject: subjectOf(report),
      after: { comment: part.commentId, kind },
    });
  });
