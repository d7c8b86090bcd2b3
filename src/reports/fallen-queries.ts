import type { Db } from '../db/schema.js';
import { hiddenReports } from '../people/sight-queries.js';
import type { Sight } from '../people/sight.js';

/** A report with how many of its quotes are of the responses asked about. */
export interface QuotingReport {
  id: number;
  title: string;
  quotes: number;
}

/** One response, or every response of a wave. */
export type Responses = { importId: number; position: number } | { waveId: number };

const quotesOf = (db: Db, responses: Responses) => {
  const query = db
    .selectFrom('reportPart')
    .innerJoin('comment', 'comment.id', 'reportPart.commentId');
  // A response knows its wave too: what is asked about is the response.
  return 'position' in responses
    ? query
        .where('comment.importId', '=', responses.importId)
        .where('comment.position', '=', responses.position)
    : query.where('comment.waveId', '=', responses.waveId);
};

/** The reports that quote these responses and that the viewer may see, by title. */
export const quotingReports = (
  db: Db,
  viewer: Sight,
  responses: Responses,
): Promise<QuotingReport[]> =>
  quotesOf(db, responses)
    .innerJoin('report', 'report.id', 'reportPart.reportId')
    .select(({ fn }) => ['report.id', 'report.title', fn.countAll<number>().as('quotes')])
    .where('report.id', 'not in', hiddenReports(db, viewer))
    .groupBy(['report.id', 'report.title'])
    .orderBy('report.title')
    .execute();

/** The tables of what hangs on a quote. */
export const hangingOnQuotes = [
  'quoteRedaction',
  'quoteKeptDetail',
  'quoteEvent',
  'quoteVersion',
] as const;

/** Takes the words of quotes out of the reports; a gap stays in the place of each, for the author to see. */
export async function fallQuotes(db: Db, responses: Responses, fallenAt: string): Promise<void> {
  const parts = await quotesOf(db, responses).select('reportPart.id').execute();
  for (const { id } of parts) {
    await db
      .updateTable('reportPart')
      .set({ commentId: null, extract: null, approvedExtract: null, accepted: null, fallenAt })
      .where('id', '=', id)
      .execute();
    // Reasons and notes may name what the quote hid.
    for (const table of hangingOnQuotes)
      await db.deleteFrom(table).where('partId', '=', id).execute();
  }
}
