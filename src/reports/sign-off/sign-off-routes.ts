import { Router, type Request, type Response } from 'express';
import { recordFlaggedViews } from '../../comments/flagged-view-queries.js';
import { notFound } from '../../errors.js';
import { fileNameOf } from '../../http/file-name.js';
import { parseFields, parseId } from '../../http/parse.js';
import { redirectTo, sendPage } from '../../http/send-page.js';
import type { Services } from '../../http/services.js';
import { recordAudit } from '../../people/audit-queries.js';
import { flaggedShown, reportModel } from '../report-model.js';
import { findReport, subjectOf } from '../report-queries.js';
import { deskQuotes } from './desk-queries.js';
import { makeMove, parseMove, type MoveRefusal } from './make-move.js';
import { moveOf } from './moves.js';
import { quotesCsv } from './quotes-csv.js';
import { parseStatus, showApprovals, showDesk } from './show-desk.js';
import { refusedQuotes } from './refused-quotes.js';
import { showQuote } from './show-quote.js';

/** The sign-off of quotes: the desk of a report, each quote, what waits for whom, and all quotes as a file. */
export function signOffRoutes({ db }: Services): Router {
  const router = Router();
  const reportAt = (request: Request) =>
    findReport(db, request.viewer, parseId(request.params['reportId'], 'report'));
  const partIdOf = (request: Request) => parseId(request.params['partId'], 'part of the report');

  router.get('/approvals', async (request, response) => {
    await sendPage(request, response, {
      view: 'reports/approvals',
      title: 'Quotes to approve',
      model: await showApprovals(db, request.viewer),
    });
  });

  router.get('/reports/:reportId/quotes', async (request, response) => {
    const report = await reportAt(request);
    const model = await showDesk(db, request.viewer, report, parseStatus(request.query['status']));
    const shown = model.quotes.filter(({ extract }) => extract !== '');
    await recordFlaggedViews(
      db,
      request.viewer,
      shown.map(({ commentId }) => commentId),
    );
    await sendPage(request, response, {
      view: 'reports/desk',
      title: 'Quotes and their sign-off',
      back: { href: `/reports/${report.id}`, text: report.title },
      model,
    });
  });

  async function sendQuote(
    request: Request,
    response: Response,
    { queue, note }: { queue: boolean; note: string },
    refused: MoveRefusal | null = null,
  ) {
    const { id, title } = await reportAt(request);
    const quote = await showQuote(db, request.viewer, id, partIdOf(request));
    if (!quote) throw notFound('part of the report');
    if (quote.extract !== '') await recordFlaggedViews(db, request.viewer, [quote.commentId]);
    await sendPage(request, response, {
      view: 'reports/sign-off',
      title: queue ? 'Approve this quote?' : 'Sign-off of a quote',
      status: refused?.status ?? 200,
      faults: refused?.faults ?? [],
      back: { href: `/reports/${id}/quotes`, text: 'All quotes of the report' },
      model: { report: { id, title }, quote, queue, note },
    });
  }

  router.get('/reports/:reportId/quotes/:partId', async (request, response) => {
    await sendQuote(request, response, { queue: request.query['queue'] === 'yes', note: '' });
  });

  router.post('/reports/:reportId/quotes/:partId', async (request, response) => {
    const report = await reportAt(request);
    const partId = partIdOf(request);
    const asked = parseMove(request.body);
    const queue = parseFields(request.body)['queue'] === 'yes';
    const place = { reportId: report.id, partId };
    const refused = await makeMove(db, request.viewer, place, asked);
    if (refused) return sendQuote(request, response, { queue, note: asked.note }, refused);
    const notice = asked.move === 'note' ? 'quote-noted' : moveOf(asked.move).notice;
    const desk = `/reports/${report.id}/quotes`;
    if (!queue || asked.move === 'note') {
      return redirectTo(response, `${desk}/${partId}${queue ? '?queue=yes' : ''}`, notice);
    }
    const next = (await showQuote(db, request.viewer, report.id, partId))?.next ?? null;
    redirectTo(response, next === null ? desk : `${desk}/${next}?queue=yes`, notice);
  });

  router.get('/reports/:reportId/quotes.csv', async (request, response) => {
    const report = await reportAt(request);
    const quotes = await deskQuotes(db, request.viewer, report.id);
    const model = await reportModel(db, request.viewer, report.id);
    const failing = refusedQuotes(model, quotes);
    if (failing.length > 0) {
      await recordFlaggedViews(db, request.viewer, flaggedShown(model));
      return sendPage(request, response, {
        view: 'reports/refused',
        title: 'The quotes cannot be downloaded yet',
        status: 409,
        back: { href: `/reports/${report.id}/quotes`, text: 'All quotes of the report' },
        model: { report: { id: report.id, title: report.title }, failing, mayBeDraft: false },
      });
    }
    const csv = await quotesCsv(db, report, quotes);
    await recordAudit(db, request.viewer, {
      action: 'quotes_downloaded',
      subject: subjectOf(report),
      after: { quotes: quotes.length },
    });
    const name = fileNameOf(`${report.title} quotes`, `report-${report.id}-quotes`);
    response.attachment(`${name}.csv`).send(csv);
  });

  return router;
}
