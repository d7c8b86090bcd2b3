import { z } from 'zod';
import { parseSearchAddress } from '../comments/search-address.js';
import type { FieldFault } from '../errors.js';
import type { Db } from '../db/schema.js';
import { parseFields, parseId, parseOptionalId, parseText } from '../http/parse.js';
import type { Viewer } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { attribution } from '../surveys/attribution.js';
import { checkExtract } from './extract.js';
import { addParts } from './part-queries.js';
import {
  findQuotableComment,
  quotationsOfResponse,
  type QuotableComment,
  type Quotation,
} from './quote-queries.js';
import { redactions } from './redactions.js';
import { parseTitle } from './report-form.js';
import { addReport, findReport, listReports } from './report-queries.js';

/** An id as a form or as JSON writes it. */
const chosenReport = z.union([z.string(), z.number()]).transform(String).catch('');

/** What the form of a new quote holds; `report` is an id, 'new', or '' while none is chosen. */
export interface QuoteForm {
  extract: string;
  report: string;
  title: string;
  /** The search to go back to. */
  from: string;
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
export const commentShown = ({ id, text, question, survey, wave, groupKey }: QuotableComment) => ({
  id,
  text,
  question,
  survey,
  wave,
  attribution: attribution(groupKey, survey),
});

/** The page on which a comment is quoted: the comment, and the reports it could go to. */
export async function quotePage(db: Db, viewer: Sight, comment: QuotableComment, form: QuoteForm) {
  const quotations = await quotationsOfResponse(db, comment);
  const reports = (await listReports(db, viewer)).map((report) => ({
    ...report,
    quotedAlready: quotedAlready(quotations, report.id, comment.id),
  }));
  return { comment: commentShown(comment), reports, redactions, form };
}

async function faultsOf(
  db: Db,
  comment: QuotableComment,
  form: QuoteForm,
): Promise<{ extract: string; faults: FieldFault[] }> {
  const checked = checkExtract(comment.text, form.extract);
  if (!checked.ok) return { extract: '', faults: [{ field: 'extract', message: checked.fault }] };
  const { extract } = checked;
  const twice = (await quotationsOfResponse(db, comment)).some(
    (one) =>
      one.reportId === parseOptionalId(form.report) &&
      one.commentId === comment.id &&
      one.extract === extract,
  );
  const message = 'The report has this quote already. Choose other words of the comment';
  return { extract, faults: twice ? [{ field: 'extract', message }] : [] };
}

const reportFaults = (form: QuoteForm): FieldFault[] => {
  if (form.report === 'new') return parseTitle(form.title).faults;
  const message = 'Choose the report that the quote goes to';
  return form.report === '' ? [{ field: 'report', message }] : [];
};

export type QuoteOutcome =
  | { faults: []; reportId: number; partId: number; from: string }
  | { faults: FieldFault[]; comment: QuotableComment; form: QuoteForm };

/**
 * Adds the quote that a form or a JSON body holds ({commentId, extract, report, title}), to a new
 * report where `report` is 'new'. @throws ViewfinderError `not_found` for the comment or the report.
 */
export async function addQuote(
  db: Db,
  viewer: Viewer,
  body: unknown,
  report?: string,
): Promise<QuoteOutcome> {
  const fields = parseFields(body);
  const form: QuoteForm = {
    extract: parseText(fields['extract']),
    report: report ?? chosenReport.parse(fields['report']),
    title: parseText(fields['title']),
    from: parseSearchAddress(fields['from']),
  };
  const known = form.report !== '' && form.report !== 'new';
  const chosen = known ? await findReport(db, viewer, parseId(form.report, 'report')) : undefined;
  const comment = await findQuotableComment(db, viewer, parseId(fields['commentId'], 'comment'));
  const { extract, faults } = await faultsOf(db, comment, form);
  const all = [...faults, ...reportFaults(form)];
  if (all.length > 0) return { faults: all, comment, form };
  const part = { kind: 'quote' as const, commentId: comment.id, extract };
  return db.transaction().execute(async (transaction) => {
    const { title } = chosen ?? parseTitle(form.title);
    const id = chosen?.id ?? (await addReport(transaction, viewer, title));
    const partId = await addParts(transaction, viewer, { id, title }, [part]);
    return { faults: [], reportId: id, partId, from: form.from };
  });
}
