import { Router, type Request, type Response } from 'express';
import type { Db } from '../db/schema.js';
import type { FieldFault } from '../errors.js';
import { parseFields, parseId, parseIds } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { measureFigures } from '../statistics/measure-figures.js';
import { callOutOf } from './call-out.js';
import { parseAfter } from './part-form.js';
import { addParts, listParts } from './part-queries.js';
import { findReport } from './report-queries.js';

/** The measures of a report's call-outs. */
const calledOut = async (db: Db, reportId: number) =>
  new Set(
    (await listParts(db, reportId)).flatMap(({ kind, measureId }) =>
      kind === 'call_out' ? (measureId ?? []) : [],
    ),
  );

/** Adding call-outs from the measures. */
export function callOutRoutes({ db, config }: Services): Router {
  const router = Router();
  const reportAt = (request: Request) =>
    findReport(db, request.viewer, parseId(request.params['reportId'], 'report'));

  async function sendCallOuts(
    request: Request,
    response: Response,
    { after, faults }: { after: number | null; faults: FieldFault[] },
  ) {
    const report = await reportAt(request);
    const used = await calledOut(db, report.id);
    const measures = (await measureFigures(db, request.viewer, 'publication')).map((figure) => {
      const { id, kind, ...callOut } = callOutOf(0, figure, config.disclosure);
      return { ...callOut, used: used.has(figure.id) };
    });
    await sendPage(request, response, {
      view: 'reports/new-call-outs',
      title: 'Add call-outs',
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: { href: `/reports/${report.id}`, text: report.title },
      model: { report, measures, after },
    });
  }

  router.get('/reports/:reportId/call-outs/new', async (request, response) => {
    await sendCallOuts(request, response, {
      after: parseAfter(request.query['after']),
      faults: [],
    });
  });

  router.post('/reports/:reportId/call-outs', async (request, response) => {
    const report = await reportAt(request);
    const fields = parseFields(request.body);
    const [chosen, after] = [parseIds(fields['measures']), parseAfter(fields['after'])];
    const known = new Set((await measureFigures(db, request.viewer)).map((measure) => measure.id));
    const used = await calledOut(db, report.id);
    const fresh = chosen.filter((measureId) => known.has(measureId) && !used.has(measureId));
    if (fresh.length === 0 || fresh.length < chosen.length) {
      const message = 'Choose at least one measure that is not in the report yet';
      const faults = [{ field: 'measures', message }];
      return sendCallOuts(request, response, { after, faults });
    }
    const parts = fresh.map((measureId) => ({ kind: 'call_out' as const, measureId }));
    const first = await addParts(db, request.viewer, { ...report, afterId: after }, parts);
    const notice = parts.length === 1 ? 'call-out-added' : 'call-outs-added';
    redirectTo(response, `/reports/${report.id}#part-${first}`, notice);
  });

  return router;
}
