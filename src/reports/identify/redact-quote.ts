import { ViewfinderError } from '../../errors.js';
import type { Db } from '../../db/schema.js';
import type { Actor } from '../../people/permissions.js';
import { checkExtract } from '../extract.js';
import { changeExtract } from '../changed-quote-queries.js';
import type { PartOfReport } from '../part-queries.js';
import type { QuotableComment } from '../quote-queries.js';
import { listQuoteRedactions } from '../quote-record-queries.js';
import { marksOf, redactDetail } from './find-in-extract.js';
import { writerOf } from './identify-quotes.js';
import { kindWords, type FoundDetail } from './part-finding.js';

/**
 * Puts the suggested redaction wherever a detail stands in a quote, with the reason that its kind has; the words
 * left are checked against the comment as with any change.
 * @throws ViewfinderError `conflict` where the quote cannot be changed so; `invalid` where nothing can stand for it.
 */
export async function redactQuote(
  db: Db,
  actor: Actor,
  { comment, ...place }: PartOfReport & { comment: QuotableComment },
  finding: FoundDetail,
): Promise<void> {
  if (finding.redaction === null) {
    throw new ViewfinderError(
      'invalid',
      'The words do not say this, so there is nothing to redact.',
    );
  }
  const kept = await listQuoteRedactions(db, place.part.id);
  const writer = await writerOf(db, comment);
  const { extract, marks } = redactDetail(place.part.extract ?? '', writer, finding);
  const checked = checkExtract(comment.text, extract);
  if (!checked.ok) {
    throw new ViewfinderError(
      'conflict',
      `It cannot be redacted so: ${checked.fault} Change the quote instead.`,
    );
  }
  const redactions = marksOf(place.part.extract ?? '').map((mark, i) => ({
    mark,
    reason: kept[i]?.reason ?? '',
  }));
  for (const { place: at, mark } of marks) {
    redactions.splice(at, 0, { mark, reason: kindWords[finding.kind].reason });
  }
  const saved = { extract: checked.extract, redactions, revision: place.part.revision };
  if (await changeExtract(db, actor, place, saved)) return;
  throw new ViewfinderError(
    'conflict',
    'Somebody has changed this quote meanwhile, so nothing was redacted. Look at it again.',
  );
}
