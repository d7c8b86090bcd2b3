import { Router, type Request, type Response } from 'express';
import { handOn, parseSearchAddress } from '../comments/search-address.js';
import { parseFields, parseId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { movePart } from './order-queries.js';
import { parseAfter, parseDestination, parseRevision } from './part-form.js';
import { findPart } from './part-queries.js';
import { removePart, restorePart } from './removed-queries.js';
import { renderMarkdown } from './markdown.js';
import { reportModel } from './report-model.js';
import { nameOf, outlineOf } from './report-outline.js';
import { findReport } from './report-queries.js';
import { acceptPart } from './text-queries.js';

/** The parts of a report: what can be added, the order, accepting, taking out and putting back. */
export function partRoutes({ db }: Services): Router {
  const router = Router();
  const reportAt = (request: Request) =>
    findReport(db, request.viewer, parseId(request.params['reportId'], 'report'));

  async function partAt(request: Request) {
    const report = await reportAt(request);
    const partId = parseId(request.params['partId'], 'part of the report');
    return { report, part: await findPart(db, report.id, partId) };
  }

  /** The part as the report shows it, with the whole report. */
  async function shownAt(request: Request) {
    const { report, part } = await partAt(request);
    const model = await reportModel(db, request.viewer, report.id);
    return { report: model, part: model.parts.find(({ id }) => id === part.id) };
  }

  const pageOf = (request: Request, reportId: number) =>
    handOn(`/reports/${reportId}`, parseSearchAddress(parseFields(request.body)['from']));

  router.get('/reports/:reportId/add', async (request, response) => {
    const report = await reportAt(request);
    await sendPage(request, response, {
      view: 'reports/add',
      title: 'Add to this report',
      back: { href: `/reports/${report.id}`, text: report.title },
      model: { report, after: parseAfter(request.query['after']) },
    });
  });

  router.get('/reports/:reportId/parts/:partId/move', async (request, response) => {
    const { report, part } = await shownAt(request);
    if (!part) return redirectTo(response, `/reports/${report.id}`);
    await sendPage(request, response, {
      view: 'reports/move',
      title: 'Move this part',
      back: { href: `/reports/${report.id}#part-${part.id}`, text: report.title },
      model: {
        report: { id: report.id, title: report.title },
        part: { id: part.id, kind: part.kind, name: nameOf(part) },
        outline: outlineOf(report.parts),
      },
    });
  });

  router.post('/reports/:reportId/parts/:partId/move', async (request, response) => {
    const place = await partAt(request);
    await movePart(db, request.viewer, place, parseDestination(request.body));
    const page = pageOf(request, place.report.id);
    redirectTo(response, `${page}#part-${place.part.id}`, 'part-moved');
  });

  /** The part that was to be taken out, as somebody else has changed it since. */
  async function sendChanged(request: Request, response: Response) {
    const { report, part } = await shownAt(request);
    await sendPage(request, response, {
      view: 'reports/remove-changed',
      title: 'This part has been changed since you looked',
      status: 409,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: { report: { id: report.id, title: report.title }, part },
      locals: { renderMarkdown },
    });
  }

  router.post('/reports/:reportId/parts/:partId/remove', async (request, response) => {
    const place = await partAt(request);
    const removed = await removePart(db, request.viewer, place, parseRevision(request.body));
    if (removed === null) return sendChanged(request, response);
    const page = pageOf(request, place.report.id);
    response.redirect(303, `${page}${page.includes('?') ? '&' : '?'}removed=${removed}`);
  });

  router.post('/reports/:reportId/removed/:removedId/restore', async (request, response) => {
    const report = await reportAt(request);
    const removedId = parseId(request.params.removedId, 'part that was taken out');
    const partId = await restorePart(db, request.viewer, report, removedId);
    redirectTo(response, `${pageOf(request, report.id)}#part-${partId}`, 'part-restored');
  });

  router.post('/reports/:reportId/parts/:partId/accept', async (request, response) => {
    const place = await partAt(request);
    await acceptPart(db, request.viewer, place, parseText(parseFields(request.body)['mark']));
    const page = pageOf(request, place.report.id);
    redirectTo(response, `${page}#part-${place.part.id}`, 'part-accepted');
  });

  return router;
}
