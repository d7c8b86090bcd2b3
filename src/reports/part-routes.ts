import { Router, type Request, type Response } from 'express';
import { handOn, parseSearchAddress } from '../comments/search-address.js';
import { ViewfinderError, type FieldFault } from '../errors.js';
import { parseFields, parseId, parseIds } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { measureFigures } from '../statistics/measure-figures.js';
import { callOutOf } from './call-out.js';
import { addParts, findPart, listParts, movePart, removePart } from './part-queries.js';
import { findReport } from './report-queries.js';

/** The parts of a report: adding call-outs, the order, taking out. */
export function partRoutes({ db, config }: Services): Router {
  const router = Router();
  const reportAt = (request: Request) =>
    findReport(db, request.viewer, parseId(request.params['reportId'], 'report'));

  async function sendCallOuts(request: Request, response: Response, faults: FieldFault[]) {
    const report = await reportAt(request);
    const used = new Set((await listParts(db, report.id)).map(({ measureId }) => measureId));
    const measures = (await measureFigures(db, request.viewer, 'publication')).map((figure) => {
      const { id, kind, since, ...callOut } = callOutOf(0, figure, config.disclosure);
      return { ...callOut, used: used.has(figure.id) };
    });
    await sendPage(request, response, {
      view: 'reports/new-call-outs',
      title: 'Add call-outs',
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: { report, measures },
    });
  }

  router.get('/reports/:reportId/call-outs/new', async (request, response) => {
    await sendCallOuts(request, response, []);
  });

  router.post('/reports/:reportId/call-outs', async (request, response) => {
    const report = await reportAt(request);
    const { id } = report;
    const chosen = parseIds(parseFields(request.body)['measures']);
    const known = new Set((await measureFigures(db, request.viewer)).map((measure) => measure.id));
    const used = new Set((await listParts(db, id)).map(({ measureId }) => measureId));
    const fresh = chosen.filter((measureId) => known.has(measureId) && !used.has(measureId));
    if (fresh.length === 0 || fresh.length < chosen.length) {
      const message = 'Choose at least one measure that is not in the report yet';
      return sendCallOuts(request, response, [{ field: 'measures', message }]);
    }
    const parts = fresh.map((measureId) => ({ kind: 'call_out' as const, measureId }));
    const first = await addParts(db, request.viewer, report, parts);
    redirectTo(response, `/reports/${id}#part-${first}`, 'call-out-added');
  });

  async function partAt(request: Request) {
    const report = await reportAt(request);
    const partId = parseId(request.params['partId'], 'part of the report');
    return { report, part: await findPart(db, report.id, partId) };
  }

  router.post('/reports/:reportId/parts/:partId/move', async (request, response) => {
    const place = await partAt(request);
    const { direction, from } = parseFields(request.body);
    if (direction !== 'up' && direction !== 'down') {
      throw new ViewfinderError('invalid', 'Say which way to move it: up or down.');
    }
    await movePart(db, request.viewer, place, direction);
    const page = handOn(`/reports/${place.report.id}`, parseSearchAddress(from));
    redirectTo(response, `${page}#part-${place.part.id}`, 'part-moved');
  });

  router.post('/reports/:reportId/parts/:partId/remove', async (request, response) => {
    const place = await partAt(request);
    await removePart(db, request.viewer, place);
    const { from } = parseFields(request.body);
    const page = handOn(`/reports/${place.report.id}`, parseSearchAddress(from));
    redirectTo(response, page, 'part-removed');
  });

  return router;
}
