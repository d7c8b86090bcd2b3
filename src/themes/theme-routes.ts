import { Router } from 'express';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { may } from '../people/permissions.js';
import { findDraft } from './draft-queries.js';
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
    const { key } = request.params;
    const model = await showTheme(db, request.viewer, content, key);
    const draft = may(request.viewer, 'edit_frames') ? await findDraft(db) : undefined;
    const isInDraft = draft?.content?.themes.some((theme) => theme.key === key) ?? false;
    await sendPage(request, response, {
      view: 'themes/theme',
      title: model.name,
      back: { href: '/themes', text: 'Themes' },
      model: { ...model, inDraft: isInDraft ? `/themes/frames/${draft?.id}/themes/${key}` : null },
    });
  });

  return router;
}
