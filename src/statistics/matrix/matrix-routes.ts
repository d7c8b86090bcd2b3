import { Router } from 'express';
import { sendPage } from '../../http/send-page.js';
import type { Services } from '../../http/services.js';
import { recordAudit } from '../../people/audit-queries.js';
import { figureFormats } from '../exports/figure-file.js';
import { asksForInternal } from '../exports/showing.js';
import { matrixFigures, matrixFile } from './matrix-file.js';
import { showMatrix } from './show-matrix.js';

/** Themes of a selection by something else. Mounted before the comments, whose addresses end in a number. */
export function matrixRoutes({ db, reading }: Services): Router {
  const router = Router();

  router.get('/comments/matrix', async (request, response) => {
    const model = await reading.read(showMatrix, request.viewer, request.query);
    await sendPage(request, response, {
      view: 'matrix/matrix',
      title: 'Themes in a table',
      back: { href: model.search, text: 'Back to your search' },
      model,
    });
  });

  for (const format of figureFormats) {
    router.get(`/comments/matrix.${format}`, async (request, response) => {
      const isInternal = asksForInternal(request.viewer, request.query['showing']);
      const figures = await reading.read(matrixFigures, request.viewer, request.query);
      const file = matrixFile(figures, { isInternal, madeAt: new Date().toISOString() });
      const content = await file.write[format]();
      const name = `themes${isInternal ? '-not-for-publication' : ''}.${format}`;
      await recordAudit(db, request.viewer, {
        action: 'matrix_downloaded',
        subject: { kind: 'file', id: null, name },
        after: { table: file.title, file: format, trueCounts: isInternal },
      });
      response.attachment(name).send(content);
    });
  }

  return router;
}
