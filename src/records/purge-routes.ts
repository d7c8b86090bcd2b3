import { Router, type Request, type Response } from 'express';
import type { FieldFault } from '../errors.js';
import { foldLine, parseFields, parseId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { latestJob } from '../jobs/job-queries.js';
import { purgingImports } from '../imports/import-queries.js';
import { findWave } from '../surveys/survey-queries.js';
import { continuePurge, describePurge, purgeWave } from './purge-wave.js';

/** Removing the responses of a wave for good: the question, the progress, the end. */
export function purgeRoutes(services: Services): Router {
  const { db } = services;
  const router = Router();

  const waveAt = ({ params, viewer }: Request) =>
    findWave(db, viewer, parseId(params['waveId'], 'wave'));

  /** The job that is removing an import of the wave, or failed to. */
  async function currentJob(waveId: number) {
    const [importId] = await purgingImports(db, waveId);
    return importId === undefined ? undefined : await latestJob(db, importId);
  }

  async function send(request: Request, response: Response, faults: FieldFault[], typed = '') {
    const wave = await waveAt(request);
    const back = { href: `/waves/${wave.id}`, text: `${wave.surveyName}, ${wave.name}` };
    const preview = await describePurge(db, request.viewer, wave.id);
    if (wave.purgedAt === null) {
      return sendPage(request, response, {
        view: 'records/purge',
        title: 'Remove the responses of this wave?',
        status: faults.length > 0 ? 422 : 200,
        faults,
        back,
        model: { wave, preview, form: { name: typed } },
      });
    }
    const job = await currentJob(wave.id);
    const moving = job !== undefined && job.state !== 'failed';
    await sendPage(request, response, {
      view: 'records/purged',
      title: job ? 'Removing the responses' : 'The responses have been removed',
      back,
      ...(moving ? { refreshSeconds: 3 } : {}),
      model: { wave, preview, job: job ?? null, moving },
    });
  }

  router.get('/waves/:waveId/purge', (request, response) => send(request, response, []));

  router.post('/waves/:waveId/purge', async (request, response) => {
    const wave = await waveAt(request);
    if (wave.purgedAt !== null) {
      await continuePurge(services, request.viewer, wave.id);
      return redirectTo(response, `/waves/${wave.id}/purge`);
    }
    const typed = foldLine(parseText(parseFields(request.body)['name']));
    if (typed !== wave.name) {
      const message = `Type the name of the wave, ${wave.name}, to confirm`;
      return send(request, response, [{ field: 'name', message }], typed);
    }
    await purgeWave(services, request.viewer, wave.id);
    redirectTo(response, `/waves/${wave.id}/purge`);
  });

  return router;
}
