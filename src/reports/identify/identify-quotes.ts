import type { Db } from '../../db/schema.js';
import { asksNotToBeTold } from '../../text/in-confidence.js';
import type { QuotableComment } from '../quote-queries.js';
import type { StoredPart } from '../report-parts.js';
import { findInExtract } from './find-in-extract.js';
import { keptDetails } from './kept-queries.js';
import { foundOnce, type FoundDetail, type PartFinding } from './part-finding.js';
import { settingNames, smallSettings } from './setting-queries.js';

/** A quote with the comment that it is of. */
export interface IdentifiedQuote {
  part: Pick<StoredPart, 'id' | 'extract'>;
  comment: QuotableComment;
}

/** What is known of whoever wrote a comment, for looking through words of it. */
export const writerOf = async (db: Db, { id, groupKey }: QuotableComment) => ({
  group: groupKey,
  names: await settingNames(db, id),
});

/** What could tell who somebody is in words of a comment, and in how few gave the answers of its writer. */
export async function identifyIn(
  db: Db,
  comment: QuotableComment,
  extract: string,
): Promise<FoundDetail[]> {
  const found = findInExtract(extract, await writerOf(db, comment));
  return [...foundOnce(found), ...(await smallSettings(db, comment)), ...wishOf(comment)];
}

/** Asked anywhere in the comment, it holds for every word of it. */
function wishOf({ text }: QuotableComment): FoundDetail[] {
  const detail = asksNotToBeTold(text);
  if (detail === null) return [];
  const why = 'Whoever wrote this asks that it is not passed on: choose another quote.';
  return [{ kind: 'in_confidence', start: null, detail, why, redaction: null }];
}

/** The same for quotes, by the id of their part, with what people have decided to leave. */
export async function identifyQuotes(
  db: Db,
  quotes: readonly IdentifiedQuote[],
): Promise<Map<number, PartFinding[]>> {
  const kept = await keptDetails(
    db,
    quotes.map(({ part }) => part.id),
  );
  const findings = new Map<number, PartFinding[]>();
  for (const { part, comment } of quotes) {
    const found = await identifyIn(db, comment, part.extract ?? '');
    const settledBy = ({ kind, detail }: FoundDetail) =>
      kept.find((one) => one.partId === part.id && one.kind === kind && one.detail === detail);
    findings.set(
      part.id,
      found.map((one) => {
        const by = settledBy(one);
        const settled = by && { reason: by.reason, by: by.accountName, at: by.decidedAt };
        return { ...one, settled: settled ?? null };
      }),
    );
  }
  return findings;
}

/** The findings of one quote. */
export const identifyQuote = async (
  db: Db,
  part: IdentifiedQuote['part'],
  comment: QuotableComment,
): Promise<PartFinding[]> => (await identifyQuotes(db, [{ part, comment }])).get(part.id) ?? [];

/** The findings that nobody has settled: while there is one, the quote is not ready, and leaves in no file. */
export const unsettledFindings = (findings: readonly PartFinding[]): PartFinding[] =>
  findings.filter(({ settled }) => settled === null);
