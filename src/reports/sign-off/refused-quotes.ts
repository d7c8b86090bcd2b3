import { checkedParts } from '../output/prepare-report.js';
import { refusalsOf, type ReasonKey, type Refusal } from '../output/refusals.js';
import type { ReportModel } from '../report-model.js';
import type { DeskQuote } from './desk-queries.js';

/** What stops a quote in the table whatever its status, which stands beside it. */
const always: readonly ReasonKey[] = ['flagged', 'risk_waiting', 'altered'];

/** The quotes that keep the table of all quotes from leaving: one that it calls approved is as good as a printed one. */
export function refusedQuotes(report: ReportModel, quotes: readonly DeskQuote[]): Refusal[] {
  const approved = new Set(
    quotes.filter(({ part }) => part.status === 'approved').map(({ part }) => part.id),
  );
  const ofQuotes = checkedParts(report, quotes).filter(({ kind }) => kind === 'quote');
  return refusalsOf(ofQuotes, false).filter(
    ({ partId, reason }) => always.includes(reason) || approved.has(partId),
  );
}
