import { Router } from 'express';
import { recordFlaggedViews } from '../comments/flagged-view-queries.js';
import { parseFields, parseIds } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { makeCandidate } from './make-candidate.js';
import { showEmerging } from './show-emerging.js';

const mostOfGroup = 1000;

/** What the code frame misses. */
export function emergingRoutes({ db, reading }: Services): Router {
  const router = Router();

  router.get('/themes/emerging', async (request, response) => {
    const model = await reading.read(showEmerging, request.viewer, {});
    const shown = model.groups.flatMap(({ comments }) => comments.map(({ id }) => id));
    await recordFlaggedViews(db, request.viewer, shown);
    await sendPage(request, response, {
      view: 'themes/emerging',
      title: 'What the themes miss',
      back: { href: '/themes', text: 'Themes' },
      model,
    });
  });

  /** Makes a theme of a group, for a person to name and to give rules. */
  router.post('/themes/emerging', async (request, response) => {
    const ids = parseIds(parseFields(request.body)['comment']).slice(0, mostOfGroup);
    const { frameId, key } = await makeCandidate(db, request.viewer, ids);
    redirectTo(response, `/themes/frames/${frameId}/themes/${key}`);
  });

  return router;
}
