import { Router, type Request, type Response } from 'express';
import { recordFlaggedViews } from '../comments/flagged-view-queries.js';
import { parseSearchAddress } from '../comments/search-address.js';
import { ViewfinderError, type FieldFault } from '../errors.js';
import { parseFields, parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { may, type Viewer } from '../people/permissions.js';
import { renderMarkdown } from './markdown.js';
import { meterPanel } from './meter/show-meter.js';
import { outstandingOf } from './output/outstanding.js';
import { refusalsAgainst } from './output/prepare-report.js';
import { parseRevision } from './part-form.js';
import { listRemoved } from './removed-queries.js';
import { kindNames, outlineOf, placesOf } from './report-outline.js';
import { acceptOld } from './text-queries.js';
import { parseTitle } from './report-form.js';
import { flaggedShown, reportModel } from './report-model.js';
import {
  addReport,
  findReport,
  listReports,
  removeReport,
  renameReport,
} from './report-queries.js';

const isQuote = ({ kind }: { kind: string }) => kind === 'quote';
type TitleForm = ReturnType<typeof parseTitle>;

/** Reports: the list, a report with its parts, its title, its end. */
export function reportRoutes({ db, reading }: Services): Router {
  const router = Router();
  const reportAt = (request: Request) =>
    findReport(db, request.viewer, parseId(request.params['reportId'], 'report'));

  /** Null where it takes too long: the report is read and edited without it. */
  const meterOf = (viewer: Viewer, report: number) =>
    reading.read(meterPanel, viewer, { report }).catch((error: unknown) => {
      if (error instanceof ViewfinderError && error.kind === 'unavailable') return null;
      throw error;
    });

  router.get('/reports', async (request, response) => {
    await sendPage(request, response, {
      view: 'reports/list',
      title: 'Reports',
      model: { reports: await listReports(db, request.viewer), form: { title: '' } },
    });
  });

  router.post('/reports', async (request, response) => {
    const { title, faults } = parseTitle(parseFields(request.body)['title']);
    if (faults.length === 0) {
      const id = await addReport(db, request.viewer, title);
      return redirectTo(response, `/reports/${id}`, 'report-created');
    }
    await sendPage(request, response, {
      view: 'reports/list',
      title: 'Reports',
      status: 422,
      faults,
      model: { reports: await listReports(db, request.viewer), form: { title } },
    });
  });

  router.get('/reports/:reportId', async (request, response) => {
    const { viewer, query } = request;
    const report = await reportModel(db, viewer, parseId(request.params['reportId'], 'report'));
    await recordFlaggedViews(db, viewer, flaggedShown(report));
    const isAuthor = may(viewer, 'write_reports');
    if (isAuthor) await acceptOld(db, report);
    const removed = isAuthor ? await listRemoved(db, report.id) : [];
    const refusals = await refusalsAgainst(db, viewer, report);
    await sendPage(request, response, {
      view: 'reports/report',
      title: report.title,
      back: { href: '/reports', text: 'Reports' },
      model: {
        report,
        outline: outlineOf(report.parts),
        places: placesOf(report.parts),
        outstanding: outstandingOf(refusals.final),
        drafts: refusals.draft.length === 0,
        meter: isAuthor && report.parts.some(isQuote) ? await meterOf(viewer, report.id) : null,
        removed,
        justRemoved: removed.find(({ id }) => String(id) === query['removed']) ?? null,
        search: parseSearchAddress(query['from']),
      },
      locals: { renderMarkdown, kindNames },
    });
  });

  async function sendRename(
    request: Request,
    response: Response,
    form: TitleForm,
    status = form.faults.length > 0 ? 422 : 200,
  ) {
    const report = await reportAt(request);
    await sendPage(request, response, {
      view: 'reports/rename',
      title: 'Rename this report',
      status,
      faults: form.faults,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: { report, form: { title: form.title, base: report.title } },
    });
  }

  router.get('/reports/:reportId/rename', async (request, response) => {
    const { title } = await reportAt(request);
    await sendRename(request, response, { title, faults: [] });
  });

  router.post('/reports/:reportId/rename', async (request, response) => {
    const report = await reportAt(request);
    const fields = parseFields(request.body);
    const form = parseTitle(fields['title']);
    if (form.faults.length > 0) return sendRename(request, response, form);
    const seen = parseTitle(fields['base']).title;
    const meanwhile = await renameReport(db, request.viewer, report, { ...form, seen });
    if (meanwhile !== undefined) {
      const message = `Somebody has renamed it “${meanwhile}” meanwhile. Save your title again to replace that, or leave it`;
      const faults = [{ field: 'title', message }];
      return sendRename(request, response, { ...form, faults }, 409);
    }
    redirectTo(response, `/reports/${report.id}`, 'report-renamed');
  });

  async function sendDelete(request: Request, response: Response, faults: FieldFault[] = []) {
    const { id } = await reportAt(request);
    const report = await reportModel(db, request.viewer, id);
    await sendPage(request, response, {
      view: 'reports/delete',
      title: 'Delete this report?',
      status: faults.length > 0 ? 409 : 200,
      faults,
      back: { href: `/reports/${id}`, text: report.title },
      model: { report },
    });
  }

  router.get('/reports/:reportId/delete', (request, response) => sendDelete(request, response));

  router.post('/reports/:reportId/delete', async (request, response) => {
    const report = await reportAt(request);
    if (await removeReport(db, request.viewer, report, parseRevision(request.body)))
      return redirectTo(response, '/reports', 'report-deleted');
    const message = 'Somebody has changed this report since you opened this page. Look at it again';
    await sendDelete(request, response, [{ field: 'delete', message }]);
  });

  return router;
}
