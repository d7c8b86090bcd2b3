import { Router, type Request } from 'express';
import { parseId } from '../http/parse.js';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { findWave } from '../surveys/survey-queries.js';
import { parseCrosstabAddress } from './crosstab-address.js';
import { crosstabPage } from './crosstab-page.js';

export function crosstabRoutes({ db }: Services): Router {
  const router = Router();
  const waveOf = (request: Request) =>
    findWave(db, request.viewer, parseId(request.params['waveId'], 'wave'));

  router.get('/waves/:waveId/crosstab', async (request, response) => {
    const wave = await waveOf(request);
    const address = parseCrosstabAddress(request.query);
    const { faults, title, model } = await crosstabPage(db, request.viewer, wave, address);
    await sendPage(request, response, {
      view: 'crosstab/crosstab',
      title,
      back: { href: `/waves/${wave.id}`, text: `${wave.surveyName}, ${wave.name}` },
      ...(faults.length > 0 ? { status: 422, faults } : {}),
      model,
    });
  });

  return router;
}
