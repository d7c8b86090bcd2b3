import { Router } from 'express';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { may } from '../people/permissions.js';
import { countWaitingRisks } from './risk-count-queries.js';
import { countRetention } from './retention.js';
import { listSurveys } from './survey-queries.js';

export function surveyRoutes({ db }: Services): Router {
  const router = Router();
  router.get('/surveys', async (request, response) => {
    const surveys = await listSurveys(db, request.viewer);
    const waves = surveys.flatMap((survey) => survey.waves);
    const now = new Date().toISOString();
    await sendPage(request, response, {
      view: 'surveys/list',
      title: 'Surveys',
      model: {
        surveys,
        waitingRisks: may(request.viewer, 'flagged_comments')
          ? await countWaitingRisks(db, request.viewer)
          : 0,
        reminder: may(request.viewer, 'manage_records') ? countRetention(waves, now) : null,
      },
    });
  });
  return router;
}
