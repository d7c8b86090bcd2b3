import { Router, type Request, type Response } from 'express';
import { recordFlaggedViews } from '../comments/flagged-view-queries.js';
import { parseSearchAddress } from '../comments/search-address.js';
import { parseFields, parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { parseTitle } from './report-form.js';
import { flaggedShown, reportModel } from './report-model.js';
import {
  addReport,
  findReport,
  listReports,
  removeReport,
  renameReport,
} from './report-queries.js';

/** Reports: the list, a report with its parts, its title, its end. */
export function reportRoutes({ db }: Services): Router {
  const router = Router();
  const reportAt = (request: Request) =>
    findReport(db, request.viewer, parseId(request.params['reportId'], 'report'));

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
    const report = await reportModel(
      db,
      request.viewer,
      parseId(request.params['reportId'], 'report'),
    );
    await recordFlaggedViews(db, request.viewer, flaggedShown(report));
    await sendPage(request, response, {
      view: 'reports/report',
      title: report.title,
      back: { href: '/reports', text: 'Reports' },
      model: { report, search: parseSearchAddress(request.query['from']) },
    });
  });

  async function sendRename(
    request: Request,
    response: Response,
    form: ReturnType<typeof parseTitle>,
  ) {
    const report = await reportAt(request);
    await sendPage(request, response, {
      view: 'reports/rename',
      title: 'Rename this report',
      status: form.faults.length > 0 ? 422 : 200,
      faults: form.faults,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: { report, form: { title: form.title } },
    });
  }

  router.get('/reports/:reportId/rename', async (request, response) => {
    const { title } = await reportAt(request);
    await sendRename(request, response, { title, faults: [] });
  });

  router.post('/reports/:reportId/rename', async (request, response) => {
    const report = await reportAt(request);
    const form = parseTitle(parseFields(request.body)['title']);
    if (form.faults.length > 0) return sendRename(request, response, form);
    await renameReport(db, request.viewer, report, form.title);
    redirectTo(response, `/reports/${report.id}`, 'report-renamed');
  });

  router.get('/reports/:reportId/delete', async (request, response) => {
    const { id } = await reportAt(request);
    const report = await reportModel(db, request.viewer, id);
    await sendPage(request, response, {
      view: 'reports/delete',
      title: 'Delete this report?',
      back: { href: `/reports/${id}`, text: report.title },
      model: { report },
    });
  });

  router.post('/reports/:reportId/delete', async (request, response) => {
    await removeReport(db, request.viewer, await reportAt(request));
    redirectTo(response, '/reports', 'report-deleted');
  });

  return router;
}
