import { Router } from 'express';
import { ViewfinderError } from '../errors.js';
import { parseId } from '../http/parse.js';
import type { Services } from '../http/services.js';
import { recordAudit } from '../people/audit-queries.js';
import { may } from '../people/permissions.js';
import { findImport, findImportPapers } from './import-queries.js';
import { openFile, openText } from './seal.js';
import { uploadPath } from './uploads.js';

/** The file of an import as it was uploaded, where files are kept. */
export function keptFileRoutes({ db, config }: Services): Router {
  const router = Router();

  router.get('/imports/:importId/file', async (request, response) => {
    const { viewer } = request;
    // The table of routes holds one permission; a token may have been given that one alone.
    if (!may(viewer, 'import')) {
      throw new ViewfinderError('forbidden', 'Only those who import spreadsheets may have them.');
    }
    const found = await findImport(db, viewer, parseId(request.params.importId, 'import'));
    const { uploadName, uploadKey } = await findImportPapers(db, found.id);
    if (found.state !== 'published' || uploadName === null || uploadKey === null) {
      throw new ViewfinderError('not_found', `${found.fileName} is not kept.`);
    }
    const key = unsealKey(config.uploadKey, uploadKey, found.fileName);
    const content = await openFile(uploadPath(config, uploadName), key, found.fileName);
    await recordAudit(db, viewer, {
      action: 'upload_downloaded',
      subject: { kind: 'import', id: found.id, name: found.fileName },
    });
    // Never by the name's own ending: a page among the uploads must not open as one.
    response.attachment(found.fileName).type('application/octet-stream').send(content);
  });

  return router;
}

function unsealKey(ownKey: string, sealed: string, fileName: string): string {
  try {
    return openText(ownKey, sealed);
  } catch {
    throw new ViewfinderError(
      'unavailable',
      `${fileName} was kept under another UPLOAD_KEY than the one that is set now. Set that one to read it.`,
    );
  }
}
