import { Router } from 'express';
import { recordFlaggedViews } from '../comments/flagged-view-queries.js';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { showEmerging } from './show-emerging.js';

/** What the code frame misses. */
export function emergingRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/themes/emerging', async (request, response) => {
    const model = await showEmerging(db, request.viewer);
    const shown = model.groups.flatMap(({ comments }) => comments.map(({ id }) => id));
    await recordFlaggedViews(db, request.viewer, shown);
    await sendPage(request, response, {
      view: 'themes/emerging',
      title: 'What the themes miss',
      back: { href: '/themes', text: 'Themes' },
      model,
    });
  });

  return router;
}
