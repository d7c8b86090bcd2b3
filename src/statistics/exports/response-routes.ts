import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { parseId } from '../../http/parse.js';
import type { Services } from '../../http/services.js';
import { recordAudit } from '../../people/audit-queries.js';
import { findWave } from '../../surveys/survey-queries.js';
import { waveResponses } from '../rate-queries.js';
import { responsesCsv, responsesFileName } from './responses-export.js';

/** Every response's answers, written while they are read. */
export function responseRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/waves/:waveId/responses.csv', async (request, response) => {
    const wave = await findWave(db, request.viewer, parseId(request.params.waveId, 'wave'));
    await recordAudit(db, request.viewer, {
      action: 'responses_downloaded',
      subject: { kind: 'wave', id: wave.id, name: `${wave.surveyName}, ${wave.name}` },
      after: { responses: await waveResponses(db, wave.id) },
    });
    response.attachment(responsesFileName(wave));
    const lines = Readable.from(responsesCsv(db, wave.id), { highWaterMark: 1 });
    try {
      await pipeline(lines, response);
    } catch (error) {
      // Whoever closes the connection has changed their mind: nothing is wrong.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  });

  return router;
}
