import { Router } from 'express';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { loadDefaultFrame, type LoadedFrame } from './code-frame.js';
import { showTheme, showThemes } from './show-themes.js';

export function themeRoutes({ db }: Services): Router {
  const router = Router();
  let loaded: LoadedFrame | undefined;
  const frame = () => (loaded ??= loadDefaultFrame());

  router.get('/themes', async (request, response) => {
    const model = await showThemes(db, request.viewer, frame());
    await sendPage(request, response, { view: 'themes/list', title: 'Themes', model });
  });

  router.get('/themes/:key', async (request, response) => {
    const model = await showTheme(db, request.viewer, frame(), request.params.key);
    await sendPage(request, response, {
      view: 'themes/theme',
      title: model.name,
      back: { href: '/themes', text: 'Themes' },
      model,
    });
  });

  return router;
}
