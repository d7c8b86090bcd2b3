import { Router } from 'express';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { listSurveys } from './survey-queries.js';

export function surveyRoutes({ db }: Services): Router {
  const router = Router();
  router.get('/surveys', async (request, response) => {
    const surveys = await listSurveys(db, request.viewer);
    await sendPage(request, response, {
      view: 'surveys/list',
      title: 'Surveys',
      model: { surveys },
    });
  });
  return router;
}
