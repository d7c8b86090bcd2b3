import { z } from 'zod';
import { parseSearchAddress } from '../comments/search-address.js';
import type { FieldFault } from '../errors.js';
import type { Db } from '../db/schema.js';
import { parseFields, parseId, parseOptionalId, parseText } from '../http/parse.js';
import type { Viewer } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import {
  extractShown,
  judgeExtract,
  parseExtractForm,
  redactionsToKeep,
  type ExtractForm,
} from './extract-form.js';
import { identifyingHints } from './identify/show-identifying.js';
import { parseAfter } from './part-form.js';
import { addParts, placeOfPart } from './part-queries.js';
import {
  findQuotableComment,
  quotationsOfResponse,
  type QuotableComment,
  type Quotation,
} from './quote-queries.js';
import { placedAt } from './quote-place.js';
import { keepRedactions } from './quote-record-queries.js';
import { parseTitle } from './report-form.js';
import { addReport, findReport, listReports } from './report-queries.js';

/** An id as a form or as JSON writes it. */
const chosenReport = z.union([z.string(), z.number()]).transform(String).catch('');

/** What the form of a new quote holds; `report` is an id, 'new', or '' while none is chosen. */
export interface QuoteForm extends ExtractForm {
  report: string;
  title: string;
  /** The search to go back to. */
  from: string;
  /** The part that it goes below; null for the end of the report. */
  after: number | null;
}

/** "This comment is quoted in it already", for one report; null where nothing of the response is. */
function quotedAlready(
  quotations: readonly Quotation[],
  reportId: number,
  commentId: number,
): string | null {
  const here = quotations.filter((quotation) => quotation.reportId === reportId);
  if (here.some((quotation) => quotation.commentId === commentId))
    return 'This comment is quoted in it already.';
  return here.length > 0 ? 'Another comment by the same person is quoted in it already.' : null;
}

/** What every page about a comment's quotation shows of the comment. */
export const commentShown = ({
  id,
  text,
  question,
  survey,
  wave,
  attribution,
}: QuotableComment) => ({
  id,
  text,
  question,
  survey,
  wave,
  attribution,
});

/** The part that a quote is to go below: its report and its place in that; null for one that may not be seen. */
async function placeBelow(db: Db, reports: readonly { id: number }[], after: number | null) {
  const below = after === null ? undefined : await placeOfPart(db, after);
  return below && reports.some(({ id }) => id === below.reportId) ? below : null;
}

/** The page on which a comment is quoted: the comment, and the reports it could go to. */
export async function quotePage(db: Db, viewer: Sight, comment: QuotableComment, form: QuoteForm) {
  const quotations = await quotationsOfResponse(db, comment);
  const reports = (await listReports(db, viewer)).map((report) => ({
    ...report,
    quotedAlready: quotedAlready(quotations, report.id, comment.id),
  }));
  const shown = extractShown(form, judgeExtract(comment.text, form));
  const identifying = await identifyingHints(db, comment, form.extract);
  const below = await placeBelow(db, reports, form.after);
  return { comment: commentShown(comment), reports, ...shown, form, below, identifying };
}

async function twiceFaults(db: Db, comment: QuotableComment, form: QuoteForm, extract: string) {
  const twice = (await quotationsOfResponse(db, comment)).some(
    (one) =>
      one.reportId === parseOptionalId(form.report) &&
      one.commentId === comment.id &&
      one.extract === extract,
  );
  const message = 'The report has this quote already. Choose other words of the comment';
  return twice ? [{ field: 'extract', message }] : [];
}

const reportFaults = (form: QuoteForm): FieldFault[] => {
  if (form.report === 'new') return parseTitle(form.title).faults;
  const message = 'Choose the report that the quote goes to';
  return form.report === '' ? [{ field: 'report', message }] : [];
};

/** A form that is only looked at has no faults. */
export type QuoteOutcome =
  | { partId: number; reportId: number; from: string }
  | { faults: FieldFault[]; comment: QuotableComment; form: QuoteForm };

/**
 * Adds the quote that a form or a JSON body holds ({commentId, extract, reasons, heeded, report, title, after}),
 * to a new report where `report` is 'new'. @throws ViewfinderError `not_found` for the comment or the report.
 */
export async function addQuote(
  db: Db,
  viewer: Viewer,
  body: unknown,
  report?: string,
): Promise<QuoteOutcome> {
  const fields = parseFields(body);
  const form: QuoteForm = {
    ...parseExtractForm(fields),
    report: report ?? chosenReport.parse(fields['report']),
    title: parseText(fields['title']),
    from: parseSearchAddress(fields['from']),
    after: parseAfter(fields['after']),
  };
  const known = form.report !== '' && form.report !== 'new';
  const chosen = known ? await findReport(db, viewer, parseId(form.report, 'report')) : undefined;
  const comment = await findQuotableComment(db, viewer, parseId(fields['commentId'], 'comment'));
  if (form.look) return { faults: [], comment, form };
  const judged = judgeExtract(comment.text, form);
  const { extract } = judged.sides;
  const twice = await twiceFaults(db, comment, form, extract);
  const faults = [...judged.faults, ...twice, ...reportFaults(form)];
  if (faults.length > 0) return { faults, comment, form };
  const part = { kind: 'quote' as const, commentId: comment.id, extract };
  return db.transaction().execute(async (transaction) => {
    const { title } = chosen ?? parseTitle(form.title);
    const reportId = chosen?.id ?? (await addReport(transaction, viewer, title));
    const partId = await addParts(
      transaction,
      viewer,
      { id: reportId, title, afterId: form.after },
      [part],
    );
    await keepRedactions(transaction, partId, redactionsToKeep(judged));
    return { reportId, partId, from: placedAt(form.from, partId) };
  });
}
