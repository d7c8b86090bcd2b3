import { Router, type Request, type Response } from 'express';
import { parseId } from '../../http/parse.js';
import { sendPage } from '../../http/send-page.js';
import type { Services } from '../../http/services.js';
import { findCandidates } from './find-candidates.js';

/** Candidates for a quote: of a theme, group, survey, sentiment, saved search or any other search. */
export function candidateRoutes({ reading }: Services): Router {
  const router = Router();

  async function send(request: Request, response: Response, report?: number) {
    const parameters = { ...request.query, ...(report === undefined ? {} : { report }) };
    const model = await reading.read(findCandidates, request.viewer, parameters);
    await sendPage(request, response, {
      view: 'candidates/candidates',
      title: 'Find quotes',
      back: model.report
        ? { href: `/reports/${model.report.id}`, text: model.report.title }
        : { href: '/reports', text: 'Reports' },
      model,
    });
  }

  router.get('/reports/candidates', (request, response) => send(request, response));
  router.get('/reports/:reportId/candidates', (request, response) =>
    send(request, response, parseId(request.params.reportId, 'report')),
  );

  return router;
}
