import type { Db } from '../../db/schema.js';
import type { QuoteStatus } from '../../db/schema-reports.js';
import type { Viewer } from '../../people/permissions.js';
import { listReports, type Report } from '../report-queries.js';
import { deskQuotes } from './desk-queries.js';
import { reportsWithReady } from './event-queries.js';
import { statuses, statusWords } from './moves.js';
import { describeQuote, waitsFor } from './show-quote.js';

/** The status that an address asks for; null for any. */
export const parseStatus = (value: unknown): QuoteStatus | null =>
  statuses.find((status) => status === value) ?? null;

/** The quotes of a report by their status; with what waits for this viewer. */
export async function showDesk(
  db: Db,
  viewer: Viewer,
  { id, title }: Report,
  status: QuoteStatus | null,
) {
  const quotes = await deskQuotes(db, viewer, id);
  const waiting = quotes.filter((quote) => waitsFor(viewer, quote));
  const shown = quotes
    .filter(({ part }) => status === null || part.status === status)
    .sort((a, b) => statuses.indexOf(a.part.status) - statuses.indexOf(b.part.status));
  return {
    report: { id, title },
    status,
    counts: statuses.map((one) => ({
      status: one,
      text: statusWords[one],
      count: quotes.filter(({ part }) => part.status === one).length,
    })),
    total: quotes.length,
    waiting: waiting.length,
    firstWaiting: waiting[0]?.part.id ?? null,
    quotes: shown.map((quote) => describeQuote(quote)),
  };
}

/** The reports with quotes that wait for this viewer, with how many, and how many are of their own writing. */
export async function showApprovals(db: Db, viewer: Viewer) {
  const withReady = new Set(await reportsWithReady(db));
  const reports = [];
  for (const { id, title } of await listReports(db, viewer)) {
    if (!withReady.has(id)) continue;
    const ready = (await deskQuotes(db, viewer, id)).filter(({ part }) => part.status === 'ready');
    const waiting = ready.filter((quote) => waitsFor(viewer, quote));
    reports.push({
      id,
      title,
      waiting: waiting.length,
      own: ready.length - waiting.length,
      first: waiting[0]?.part.id ?? null,
    });
  }
  return { reports, waiting: reports.reduce((sum, { waiting }) => sum + waiting, 0) };
}
