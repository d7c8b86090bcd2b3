import type { Selectable } from 'kysely';
import { notFound } from '../../errors.js';
import type { Db } from '../../db/schema.js';
import type { QuoteRedactionTable } from '../../db/schema-reports.js';
import { may } from '../../people/permissions.js';
import type { Sight } from '../../people/sight.js';
import { identifyQuotes, unsettledFindings } from '../identify/identify-quotes.js';
import type { PartFinding } from '../identify/part-finding.js';
import { listParts } from '../part-queries.js';
import { faultOf } from '../report-model.js';
import type { StoredPart } from '../report-parts.js';
import { quotedComments, type QuotableComment } from '../quote-queries.js';
import { unexplainedIn } from '../placed-redactions.js';
import type { QuoteFacts } from './moves.js';
import { versionsOf, type QuoteVersion } from './version-queries.js';

export type Redaction = Selectable<QuoteRedactionTable>;

/** A quote with all that is known of it, for those who decide about it. */
export interface DeskQuote {
  part: StoredPart;
  extract: string;
  /** Its place in the report, from 1, and the heading that it stands under. */
  place: number;
  section: string | null;
  comment: QuotableComment;
  versions: QuoteVersion[];
  redactions: Redaction[];
  /** What could tell who somebody is, with what people decided of it. */
  findings: PartFinding[];
  facts: QuoteFacts;
  /** False where the comment is flagged and the viewer must not read a word of it. */
  mayRead: boolean;
}

/** A quote's part, before anything beside it is read. */
type BareQuote = Pick<DeskQuote, 'part' | 'extract' | 'place' | 'section' | 'comment'>;

/** The quotes among a report's parts; one that has fallen is none any more. */
function quotesAmong(parts: readonly StoredPart[], comments: ReadonlyMap<number, QuotableComment>) {
  let section: string | null = null;
  return parts.flatMap((part, i): BareQuote[] => {
    if (part.kind === 'section') section = part.body;
    const { extract } = part;
    const comment = comments.get(part.commentId ?? 0);
    if (extract === null || !comment) return [];
    return [{ part, extract, place: i + 1, section, comment }];
  });
}

type Beside = Pick<DeskQuote, 'versions' | 'redactions' | 'findings'>;

/** What stands beside each quote; no row is of the part 0, and an empty list is no SQL. */
async function besides(db: Db, quotes: readonly BareQuote[]) {
  const ids = [0, ...quotes.map(({ part }) => part.id)];
  const versions = await versionsOf(db, ids);
  const redactions = await db
    .selectFrom('quoteRedaction')
    .selectAll()
    .where('partId', 'in', ids)
    .orderBy('place')
    .execute();
  const findings = await identifyQuotes(db, quotes);
  return (id: number): Beside => {
    const own = ({ partId }: { partId: number }) => partId === id;
    return {
      versions: versions.filter(own),
      redactions: redactions.filter(own),
      findings: findings.get(id) ?? [],
    };
  };
}

function factsOf({ part, extract, comment }: BareQuote, beside: Beside): QuoteFacts {
  return {
    status: part.status,
    fault: faultOf(comment, extract),
    unsettled: unsettledFindings(beside.findings).length,
    unexplained: unexplainedIn(comment.text, extract, beside.redactions),
    writers: beside.versions.map(({ accountId }) => accountId),
    isKnown: beside.versions.at(-1)?.extract === extract,
  };
}

/** The quotes of a report in its order. */
export async function deskQuotes(db: Db, viewer: Sight, reportId: number): Promise<DeskQuote[]> {
  const parts = await listParts(db, reportId);
  const comments = await quotedComments(
    db,
    parts.flatMap(({ commentId }) => commentId ?? []),
  );
  const quotes = quotesAmong(parts, comments);
  const besideOf = await besides(db, quotes);
  return quotes.map((quote) => {
    const beside = besideOf(quote.part.id);
    const mayRead = !quote.comment.flagged || may(viewer, 'flagged_comments');
    return { ...quote, ...beside, facts: factsOf(quote, beside), mayRead };
  });
}

/** @throws ViewfinderError `not_found`. */
export async function findDeskQuote(
  db: Db,
  viewer: Sight,
  reportId: number,
  partId: number,
): Promise<DeskQuote> {
  const quote = (await deskQuotes(db, viewer, reportId)).find(({ part }) => part.id === partId);
  if (!quote) throw notFound('part of the report');
  return quote;
}
