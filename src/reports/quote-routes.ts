import { Router, type Request, type Response } from 'express';
import { handOn, parseSearchAddress } from '../comments/search-address.js';
import { notFound } from '../errors.js';
import { parseFields, parseId, parseOptionalId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { checkExtract } from './extract.js';
import { markKept } from './mark-kept.js';
import { changeExtract, findPart } from './part-queries.js';
import { addQuote, commentShown, quotePage } from './quote-form.js';
import { findQuotableComment } from './quote-queries.js';
import { redactions } from './redactions.js';
import { findReport } from './report-queries.js';

const quoteTitle = 'Quote this comment';
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
    const form = { extract: comment.text, report: '', title: '', from };
    const page = await quotePage(db, request.viewer, comment, form);
    const wanted = parseOptionalId(request.query['report']);
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
      status: 422,
      faults: outcome.faults,
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

  async function sendQuote(
    request: Request,
    response: Response,
    { report, part, comment }: Awaited<ReturnType<typeof quoteAt>>,
    typed?: string,
  ) {
    const extract = typed ?? part.extract ?? '';
    const checked = checkExtract(comment.text, extract);
    const message = checked.ok ? undefined : checked.fault;
    await sendPage(request, response, {
      view: 'reports/quote',
      title: 'Change this quote',
      status: typed === undefined ? 200 : 422,
      ...(message ? { faults: [{ field: 'extract', message }] } : {}),
      back: { href: `/reports/${report.id}`, text: report.title },
      model: {
        report,
        part: { id: part.id },
        comment: commentShown(comment),
        marked: markKept(comment.text, checked.ok ? checked.segments : []),
        redactions,
        form: { extract },
      },
    });
  }

  router.get('/reports/:reportId/parts/:partId', async (request, response) => {
    await sendQuote(request, response, await quoteAt(request));
  });

  router.post('/reports/:reportId/parts/:partId', async (request, response) => {
    const quote = await quoteAt(request);
    const typed = parseText(parseFields(request.body)['extract']);
    const checked = checkExtract(quote.comment.text, typed);
    if (!checked.ok) return sendQuote(request, response, quote, typed);
    await changeExtract(db, request.viewer, quote, checked.extract);
    redirectTo(response, `/reports/${quote.report.id}#part-${quote.part.id}`, 'quote-changed');
  });

  return router;
}
