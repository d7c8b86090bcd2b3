import { Router, type Request } from 'express';
import { parseId } from '../http/parse.js';
import { redirectTo } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { repeatStep } from './begin-step.js';
import { cancelImport } from './cancel-import.js';
import { discardUpload } from './discard-import.js';

/** What an officer does with an import that is under way, or has stopped. */
export function stepRoutes(services: Services): Router {
  const router = Router();
  const idOf = (request: Request) => parseId(request.params['importId'], 'import');

  router.post('/imports/:importId/cancel', async (request, response) => {
    const importId = idOf(request);
    const outcome = await cancelImport(services, request.viewer, importId);
    if (outcome === 'discarded') return redirectTo(response, '/imports', 'import-cancelled');
    redirectTo(
      response,
      `/imports/${importId}`,
      outcome === 'asked' ? 'import-stopping' : undefined,
    );
  });

  router.post('/imports/:importId/again', async (request, response) => {
    const importId = idOf(request);
    await repeatStep(services, request.viewer, importId);
    await services.jobs.idleOrLate();
    redirectTo(response, `/imports/${importId}`);
  });

  router.post('/imports/:importId/discard', async (request, response) => {
    await discardUpload(services, request.viewer, idOf(request));
    redirectTo(response, '/imports', 'import-discarded');
  });

  return router;
}
