import type { Db } from '../db/schema.js';

/** A redaction of a quote with its reason, in the order of the extract. */
export interface QuoteRedaction {
  mark: string;
  reason: string;
}

export const listQuoteRedactions = (db: Db, partId: number): Promise<QuoteRedaction[]> =>
  db
    .selectFrom('quoteRedaction')
    .select(['mark', 'reason'])
    .where('partId', '=', partId)
    .orderBy('place')
    .execute();

/** Writes the reasons of a quote's redactions anew. */
export async function keepRedactions(
  db: Db,
  partId: number,
  redactions: readonly QuoteRedaction[],
): Promise<void> {
  await db.deleteFrom('quoteRedaction').where('partId', '=', partId).execute();
  if (redactions.length === 0) return;
  const rows = redactions.map(({ mark, reason }, place) => ({ partId, place, mark, reason }));
  await db.insertInto('quoteRedaction').values(rows).execute();
}
