import { Router } from 'express';
import { recordFlaggedViews } from '../../comments/flagged-view-queries.js';
import { sendPage } from '../../http/send-page.js';
import type { Services } from '../../http/services.js';
import { recordAudit } from '../../people/audit-queries.js';
import { figureFormats } from '../exports/figure-file.js';
import { asksForInternal } from '../exports/showing.js';
import { compareFigures, compareFile } from './compare-file.js';
import { showComparison } from './show-comparison.js';

/** Two selections side by side. Mounted before the comments, whose addresses end in a number. */
export function compareRoutes({ db, reading }: Services): Router {
  const router = Router();

  router.get('/comments/compare', async (request, response) => {
    const model = await reading.read(showComparison, request.viewer, request.query);
    const { first = [], second = [] } = model.found?.examples ?? {};
    const ids = [...first, ...second].map(({ id }) => id);
    await recordFlaggedViews(db, request.viewer, ids);
    await sendPage(request, response, {
      view: 'compare/compare',
      title: 'Compare two sets of comments',
      back: { href: model.search, text: 'Back to your search' },
      model,
    });
  });

  for (const format of figureFormats) {
    router.get(`/comments/compare.${format}`, async (request, response) => {
      const isInternal = asksForInternal(request.viewer, request.query['showing']);
      const figures = await reading.read(compareFigures, request.viewer, request.query);
      const file = compareFile(figures, { isInternal, madeAt: new Date().toISOString() });
      const content = await file[format]();
      const name = `comparison${isInternal ? '-not-for-publication' : ''}.${format}`;
      await recordAudit(db, request.viewer, {
        action: 'comparison_downloaded',
        subject: { kind: 'file', id: null, name },
        after: { file: format, trueCounts: isInternal },
      });
      response.attachment(name).send(content);
    });
  }

  return router;
}
