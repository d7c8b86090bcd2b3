import { Router } from 'express';
import { parseId } from '../../http/parse.js';
import { sendPage } from '../../http/send-page.js';
import type { Services } from '../../http/services.js';
import { showMeter } from './show-meter.js';

/** How well a report's quotes represent all comments. */
export function meterRoutes({ reading }: Services): Router {
  const router = Router();

  router.get('/reports/:reportId/meter', async (request, response) => {
    const report = parseId(request.params.reportId, 'report');
    const model = await reading.read(showMeter, request.viewer, { ...request.query, report });
    await sendPage(request, response, {
      view: 'meter/meter',
      title: 'How the quotes represent the comments',
      back: { href: `/reports/${report}`, text: model.report.title },
      model,
    });
  });

  return router;
}
