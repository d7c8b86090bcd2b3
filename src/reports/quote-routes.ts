import { Router, type Request, type Response } from 'express';
import { handOn, parseSearchAddress } from '../comments/search-address.js';
import { notFound, ViewfinderError, type FieldFault } from '../errors.js';
import { parseFields, parseId, parseOptionalId } from '../http/parse.js';
import { redirectTo, sendPage, wantsJson } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import {
  extractShown,
  judgeExtract,
  parseExtractForm,
  redactionsToKeep,
  type ExtractForm,
  type JudgedExtract,
} from './extract-form.js';
import { extractSides } from './extract-sides.js';
import { identifyingOf } from './identify/show-identifying.js';
import { parseAfter } from './part-form.js';
import { changeExtract } from './changed-quote-queries.js';
import { findPart } from './part-queries.js';
import { placeIn } from './quote-place.js';
import { addQuote, commentShown, quotePage } from './quote-form.js';
import { findQuotableComment } from './quote-queries.js';
import { listQuoteRedactions } from './quote-record-queries.js';
import { findReport } from './report-queries.js';
import { signOffLine } from './sign-off/show-quote.js';

const quoteTitle = 'Quote this comment';
const changedMeanwhile =
  'Somebody has changed this quote since you read it. Read it again, and send your words with its revision.';
const meanwhileFaults = [
  {
    field: 'theirs-title',
    message: 'This quote has been changed since you opened it. Choose which of the two is to stay',
  },
];
const noRevision = 'Send the revision that the quote had when you read it.';

/** A page with faults where the form has some; a program gets them as a problem. */
function refused(request: Request, faults: readonly FieldFault[]) {
  if (faults.length === 0) return {};
  if (!wantsJson(request)) return { status: 422, faults };
  const told = faults.map(({ message }) => message.replace(/[^.]$/, '$&.')).join(' ');
  throw new ViewfinderError('invalid', told, { faults: [...faults] });
}
const inContext = (commentId: number, search: string) => ({
  href: handOn(`/comments/${commentId}`, search),
  text: 'The comment in context',
});

/** Quotes: adding one to a report, and changing its extract. */
export function quoteRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/reports/quotes/new', async (request, response) => {
    const comment = await findQuotableComment(
      db,
      request.viewer,
      parseId(request.query['comment'], 'comment'),
    );
    const from = parseSearchAddress(request.query['from']);
    const whole = { extract: comment.text, reasons: [], heeded: [], look: false };
    const place = placeIn(from);
    const after = parseAfter(request.query['after']) ?? place.after;
    const form = { ...whole, report: '', title: '', from, after };
    const page = await quotePage(db, request.viewer, comment, form);
    const wanted = parseOptionalId(request.query['report']) ?? place.report;
    // The newest report is the one being written.
    const chosen = page.reports.find(({ id }) => id === wanted) ?? page.reports[0];
    page.form.report = String(chosen?.id ?? 'new');
    await sendPage(request, response, {
      view: 'reports/new-quote',
      title: quoteTitle,
      back: inContext(comment.id, from),
      model: page,
    });
  });

  async function add(request: Request, response: Response, report?: string) {
    const outcome = await addQuote(db, request.viewer, request.body, report);
    if ('partId' in outcome) {
      const { reportId, partId, from } = outcome;
      const page = `${handOn(`/reports/${reportId}`, from)}#part-${partId}`;
      return redirectTo(response, page, 'quote-added');
    }
    await sendPage(request, response, {
      view: 'reports/new-quote',
      title: quoteTitle,
      ...refused(request, outcome.faults),
      back: inContext(outcome.comment.id, outcome.form.from),
      model: await quotePage(db, request.viewer, outcome.comment, outcome.form),
    });
  }

  router.post('/reports/quotes', (request, response) => add(request, response));
  router.post('/reports/:reportId/quotes', (request, response) =>
    add(request, response, request.params.reportId),
  );

  /** The quote that a path names, with its report and comment. */
  async function quoteAt(request: Request) {
    const report = await findReport(
      db,
      request.viewer,
      parseId(request.params['reportId'], 'report'),
    );
    const part = await findPart(db, report.id, parseId(request.params['partId'], 'quote'));
    if (part.commentId === null) throw notFound('quote');
    return { report, part, comment: await findQuotableComment(db, request.viewer, part.commentId) };
  }

  type QuoteAt = Awaited<ReturnType<typeof quoteAt>>;

  /** The page of a quote with what was typed; beside it `theirs` where somebody else has saved meanwhile. */
  async function sendQuote(
    request: Request,
    response: Response,
    { report, part, comment }: QuoteAt,
    {
      form,
      ...page
    }: {
      form: ExtractForm;
      revision: number;
      theirs?: JudgedExtract;
      status?: number;
      faults?: readonly FieldFault[];
    },
  ) {
    const { revision, theirs, ...answer } = page;
    await sendPage(request, response, {
      view: 'reports/quote',
      title: 'Change this quote',
      ...answer,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: {
        report,
        part: { id: part.id, revision },
        signOff: await signOffLine(db, part),
        comment: commentShown(comment),
        ...extractShown(form, judgeExtract(comment.text, form)),
        theirs: theirs ?? null,
        identifying: await identifyingOf(db, { report, part, comment }),
        form: { extract: form.extract },
      },
    });
  }

  const stored = async ({ part }: QuoteAt): Promise<ExtractForm> => ({
    extract: part.extract ?? '',
    reasons: await listQuoteRedactions(db, part.id),
    heeded: [],
    look: false,
  });

  router.get('/reports/:reportId/parts/:partId', async (request, response) => {
    const quote = await quoteAt(request);
    const { revision } = quote.part;
    const form = await stored(quote);
    const { fault } = extractSides(quote.comment.text, form.extract);
    const faults = fault === null ? [] : [{ field: 'extract', message: fault }];
    await sendQuote(request, response, quote, { form, revision, faults });
  });

  async function sendBoth(request: Request, response: Response, form: ExtractForm) {
    if (wantsJson(request)) throw new ViewfinderError('conflict', changedMeanwhile);
    const quote = await quoteAt(request);
    const theirs = judgeExtract(quote.comment.text, await stored(quote));
    const { revision } = quote.part;
    await sendQuote(request, response, quote, {
      form,
      revision,
      theirs,
      status: 409,
      faults: meanwhileFaults,
    });
  }

  router.post('/reports/:reportId/parts/:partId', async (request, response) => {
    const quote = await quoteAt(request);
    const fields = parseFields(request.body);
    const form = parseExtractForm(fields);
    const revision = parseOptionalId(fields['revision']);
    if (revision === undefined) throw new ViewfinderError('invalid', noRevision);
    if (form.look) return sendQuote(request, response, quote, { form, revision });
    if (revision !== quote.part.revision) return sendBoth(request, response, form);
    const judged = judgeExtract(quote.comment.text, form);
    if (judged.faults.length > 0) {
      const page = { form, revision, ...refused(request, judged.faults) };
      return sendQuote(request, response, quote, page);
    }
    const saved = { extract: judged.sides.extract, redactions: redactionsToKeep(judged), revision };
    if (!(await changeExtract(db, request.viewer, quote, saved)))
      return sendBoth(request, response, form);
    redirectTo(response, `/reports/${quote.report.id}#part-${quote.part.id}`, 'quote-changed');
  });

  return router;
}
