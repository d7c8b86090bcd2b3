import type { Db } from '../../db/schema.js';
import type { PartOfReport } from '../part-queries.js';
import type { QuotableComment } from '../quote-queries.js';
import { identifyIn, identifyQuote } from './identify-quotes.js';
import { kindWords, type PartFinding } from './part-finding.js';

/** A reason that was refused, and at which finding. */
interface TypedReason {
  reason: string;
  at: number;
}

/** What the partial of findings shows; without an action they are hints before there is a quote. */
export interface IdentifyingShown {
  heading: string;
  findings: PartFinding[];
  kindWords: typeof kindWords;
  action: string | null;
  typed: TypedReason | null;
}

const heading = 'What could identify somebody';

export async function identifyingHints(
  db: Db,
  comment: QuotableComment,
  extract: string,
): Promise<IdentifyingShown> {
  const found = await identifyIn(db, comment, extract);
  const findings = found.map((one) => ({ ...one, settled: null }));
  return { heading, findings, kindWords, action: null, typed: null };
}

export const detailsPage = ({ report, part }: PartOfReport) =>
  `/reports/${report.id}/parts/${part.id}/details`;

/** The details of a quote as it is saved, with what can be done about each. */
export async function identifyingOf(
  db: Db,
  { comment, ...place }: PartOfReport & { comment: QuotableComment },
  typed: TypedReason | null = null,
): Promise<IdentifyingShown> {
  const { part } = place;
  const findings = await identifyQuote(db, part, comment);
  return { heading, findings, kindWords, action: detailsPage(place), typed };
}
