import { parse } from 'node:path';
import { Router, type Request, type Response } from 'express';
import { stringify } from 'yaml';
import { ViewfinderError, type FieldFault } from '../errors.js';
import { fileNameOf } from '../http/file-name.js';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import type { FrameContent } from './code-frame.js';
import { startDraft } from './frame-drafts.js';
import { writeCodeCsv, writeTaguetteCsv } from './frame-file-csv.js';
import { writeQdc } from './frame-file-qdc.js';
import { themesEver } from './draft-queries.js';
import { readFrameBytes } from './frame-file-read.js';
import { currentFrame } from './frame-queries.js';
import { countByTheme } from './theme-queries.js';
import { wholeFrame } from './use-frame.js';

type Counts = ReadonlyMap<string, number>;

const files: readonly {
  extension: string;
  type: string;
  write: (frame: FrameContent, counts: Counts) => string;
}[] = [
  { extension: 'csv', type: 'text/csv', write: writeCodeCsv },
  { extension: 'taguette.csv', type: 'text/csv', write: writeTaguetteCsv },
  { extension: 'qdc', type: 'application/xml', write: writeQdc },
  { extension: 'yaml', type: 'application/yaml', write: (frame) => stringify(frame) },
];

/** Code frames as files: taken elsewhere, and brought here as a draft. */
export function frameFileRoutes({ db }: Services): Router {
  const router = Router();

  const sendForm = (request: Request, response: Response, faults: FieldFault[] = []) =>
    sendPage(request, response, {
      view: 'themes/import',
      title: 'Import a code frame',
      back: { href: '/themes/frames', text: 'Versions of the code frame' },
      ...(faults.length > 0 ? { faults, status: 422 } : {}),
      model: {},
    });

  router.get('/themes/frames/import', (request, response) => sendForm(request, response));

  router.post('/themes/frames/import', async (request, response) => {
    const { file } = request;
    if (!file) {
      return sendForm(request, response, [{ field: 'file', message: 'Choose a file.' }]);
    }
    try {
      const { id: basedOnId } = await currentFrame(db);
      const name = parse(file.originalname).name || 'Imported frame';
      const content = readFrameBytes(file.buffer, name, await themesEver(db));
      const id = await startDraft(db, request.viewer, { content, origin: 'imported', basedOnId });
      redirectTo(response, `/themes/frames/${id}`, 'draft-started');
    } catch (error) {
      if (!(error instanceof ViewfinderError) || error.kind !== 'invalid') throw error;
      await sendForm(request, response, [{ field: 'file', message: error.message }]);
    }
  });

  for (const { extension, type, write } of files) {
    router.get(`/themes/frames/:frameId/export.${extension}`, async (request, response) => {
      const id = parseId(request.params['frameId'], 'version of the code frame');
      const { content } = await wholeFrame(db, id);
      const counts = await countByTheme(db, request.viewer);
      const name = fileNameOf(`${content.name} ${content.version}`, `frame-${id}`);
      response.attachment(`${name}.${extension}`).type(`${type}; charset=utf-8`);
      response.send(write(content, counts));
    });
  }

  return router;
}
