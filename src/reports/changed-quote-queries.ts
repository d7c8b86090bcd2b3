import { notFound } from '../errors.js';
import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { findPart, recorded, type PartOfReport } from './part-queries.js';
import {
  keepRedactions,
  listQuoteRedactions,
  type QuoteRedaction,
} from './quote-record-queries.js';
import { nextRevision, subjectOf } from './report-queries.js';
import { draftAgain, recordVersion } from './sign-off/version-queries.js';

/** An extract as an author saves it. */
export interface SavedExtract {
  extract: string;
  redactions: readonly QuoteRedaction[];
  /** The part's when the author began: another's change since then is not written over. */
  revision: number;
}

/**
 * Other words are a draft again, whoever had approved those before. Resolves to whether it was written:
 * not where somebody else has changed the quote since `revision`.
 * @throws ViewfinderError `not_found` for a quote that was removed, or has fallen, meanwhile.
 */
export const changeExtract = (
  db: Db,
  actor: Actor,
  { report, part: { id } }: PartOfReport,
  { extract, redactions, revision }: SavedExtract,
): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    const part = await findPart(transaction, report.id, id);
    // Words that are erased while somebody edits them must not come back.
    if (part.fallenAt !== null) throw notFound('part of the report');
    if (part.revision !== revision) return false;
    await transaction
      .updateTable('reportPart')
      .set({ extract, revision: await nextRevision(transaction, report.id) })
      .where('id', '=', id)
      .execute();
    const before = await listQuoteRedactions(transaction, id);
    await keepRedactions(transaction, id, redactions);
    await recordVersion(transaction, actor, id, extract);
    // The reasons were approved with the words.
    if (JSON.stringify(before) !== JSON.stringify(redactions))
      await draftAgain(transaction, actor, id);
    await recordAudit(transaction, actor, {
      action: 'quote_changed',
      subject: subjectOf(report),
      before: await recorded(transaction, part),
      after: await recorded(transaction, { ...part, extract }),
    });
    return true;
  });
