import { Router, type Request, type Response } from 'express';
import { parseFields, parseId, parseText } from '../http/parse.js';
import type { Services } from '../http/services.js';
import { receivedFile } from '../http/upload.js';
import { repeatStep } from './begin-step.js';
import { beginUpload } from './begin-upload.js';
import { cancelImport, removeImport } from './cancel-import.js';
import { beginImport, confirmColumns } from './confirm-columns.js';
import { findImport } from './import-queries.js';
import { importAnswer } from './import-answer.js';
import { listWithProgress } from './list-imports.js';

/** The import of files for programs: the same work as the pages', told as JSON alone. */
export function apiRoutes(services: Services): Router {
  const { db } = services;
  const router = Router();
  const idOf = (request: Request) => parseId(request.params['importId'], 'import');

  async function sendImport(request: Request, response: Response, importId: number) {
    response.json(await importAnswer(db, await findImport(db, request.viewer, importId)));
  }

  router.get('/api/imports', async (request, response) => {
    response.json({ imports: await listWithProgress(db, request.viewer) });
  });

  router.post('/api/imports', async (request: Request, response: Response) => {
    const fields = parseFields(request.body);
    const place = {
      survey: parseText(fields['survey']),
      wave: parseText(fields['wave']),
      group: parseText(fields['group']),
      confirm: parseText(fields['confirm']),
      leaveOut: parseText(fields['leave-out']),
    };
    const file = receivedFile(request);
    const importId = await beginUpload(services, request.viewer, file, place);
    response.status(201).location(`/api/imports/${importId}`);
    await sendImport(request, response, importId);
  });

  router.get('/api/imports/:importId', (request, response) =>
    sendImport(request, response, idOf(request)),
  );

  const steps = {
    check: (request: Request, importId: number) =>
      confirmColumns(services, request.viewer, importId, request.body),
    import: (request: Request, importId: number) => beginImport(services, request.viewer, importId),
    again: (request: Request, importId: number) => repeatStep(services, request.viewer, importId),
  };
  for (const [name, begin] of Object.entries(steps)) {
    router.post(`/api/imports/:importId/${name}`, async (request, response) => {
      const importId = idOf(request);
      await begin(request, importId);
      response.status(202);
      await sendImport(request, response, importId);
    });
  }

  router.post('/api/imports/:importId/cancel', async (request, response) => {
    const importId = idOf(request);
    const outcome = await cancelImport(services, request.viewer, importId);
    if (outcome === 'discarded') return void response.status(204).end();
    response.status(outcome === 'asked' ? 202 : 200);
    await sendImport(request, response, importId);
  });

  router.delete('/api/imports/:importId', async (request, response) => {
    await removeImport(services, request.viewer, idOf(request));
    response.status(204).end();
  });

  return router;
}
