import { Router } from 'express';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { currentFrame } from './frame-queries.js';
import { showTheme, showThemes } from './show-themes.js';

export function themeRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/themes', async (request, response) => {
    const { content } = await currentFrame(db);
    const model = await showThemes(db, request.viewer, content);
    await sendPage(request, response, { view: 'themes/list', title: 'Themes', model });
  });

  router.get('/themes/:key', async (request, response) => {
    const { content } = await currentFrame(db);
    const model = await showTheme(db, request.viewer, content, request.params.key);
    await sendPage(request, response, {
      view: 'themes/theme',
      title: model.name,
      back: { href: '/themes', text: 'Themes' },
      model,
    });
  });

  return router;
}
