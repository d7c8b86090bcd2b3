import { Router } from 'express';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { leastComments } from '../text/learn-themes.js';
import { currentFrame } from './frame-queries.js';
import { learnThemesOf } from './learn-themes-of.js';
import { startRecoding } from './start-recoding.js';
import { countConfirmed, listModels, switchModel } from './theme-model-queries.js';

/** What is learned from coding: made, shown with its figures, switched on and off. */
export function learningRoutes({ db, jobs }: Services): Router {
  const router = Router();

  router.get('/themes/learning', async (request, response) => {
    const { content } = await currentFrame(db);
    await sendPage(request, response, {
      view: 'themes/learning',
      title: 'Learn from coding',
      back: { href: '/themes', text: 'Themes' },
      model: {
        reviewed: await countConfirmed(db),
        leastComments,
        models: await listModels(db),
        names: Object.fromEntries(content.themes.map(({ key, name }) => [key, name])),
      },
    });
  });

  router.post('/themes/learning', async (request, response) => {
    await learnThemesOf(db, request.viewer);
    redirectTo(response, '/themes/learning', 'model-learned');
  });

  for (const step of ['on', 'off'] as const) {
    router.post(`/themes/learning/:modelId/${step}`, async (request, response) => {
      const id = parseId(request.params['modelId'], 'model');
      await switchModel(db, request.viewer, id, step === 'on');
      await startRecoding({ db, jobs }, request.viewer);
      redirectTo(response, '/themes/recoding');
    });
  }

  return router;
}
