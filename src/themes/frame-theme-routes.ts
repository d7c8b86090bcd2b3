import { Router, type Request, type Response } from 'express';
import type { FieldFault } from '../errors.js';
import { parseFields, parseId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { may } from '../people/permissions.js';
import { dropTheme, newTheme, saveTheme, shiftTheme, themeOf } from './change-theme.js';
import { formChoices, showFrameTheme } from './show-frame-theme.js';
import { frameAt } from './show-frames.js';
import {
  blankThemeForm,
  readThemeForm,
  themeFaults,
  themeFormOf,
  themeTextOf,
  type ThemeForm,
} from './theme-form.js';
import { saveOrShow } from './save-or-show.js';

const frameIdOf = ({ params }: Request) => parseId(params['frameId'], 'version of the code frame');
const placeOf = (request: Request) => ({
  frameId: frameIdOf(request),
  key: parseText(request.params['key']),
});
const field = (request: Request, name: string) => parseText(parseFields(request.body)[name]);

/** What somebody wrote and is to have again. */
interface Again {
  form: ThemeForm;
  faults: FieldFault[];
  status: number;
}

/** The themes of one version; of a draft, to be changed. */
export function frameThemeRoutes({ db }: Services): Router {
  const router = Router();

  async function sendNew(request: Request, response: Response, again?: Again): Promise<void> {
    const frame = await frameAt(db, frameIdOf(request));
    if (frame.state !== 'draft') return redirectTo(response, `/themes/frames/${frame.id}`);
    const { form = blankThemeForm, ...shown } = again ?? {};
    await sendPage(request, response, {
      view: 'themes/new-theme',
      title: 'Add a theme',
      back: { href: `/themes/frames/${frame.id}`, text: `Draft of version ${frame.version}` },
      ...shown,
      model: { frameId: frame.id, form, ...formChoices(frame, undefined) },
    });
  }

  router.get('/themes/frames/:frameId/new-theme', (request, response) =>
    sendNew(request, response),
  );

  router.post('/themes/frames/:frameId/new-theme', async (request, response) => {
    const form = readThemeForm(request.body);
    const show = (faults: FieldFault[], status: number) =>
      sendNew(request, response, { form, faults, status });
    const faults = themeFaults(form);
    if (faults.length > 0) return show(faults, 422);
    await saveOrShow(async () => {
      const frameId = frameIdOf(request);
      const key = await newTheme(db, request.viewer, frameId, themeTextOf(form));
      redirectTo(response, `/themes/frames/${frameId}/themes/${key}`, 'theme-added');
    }, show);
  });

  async function sendTheme(request: Request, response: Response, again?: Again): Promise<void> {
    const { frameId, key } = placeOf(request);
    const frame = await frameAt(db, frameId);
    const theme = themeOf({ ...frame, themes: frame.content?.themes ?? [] }, key);
    const isEdited = frame.state === 'draft' && may(request.viewer, 'edit_frames');
    const { form = themeFormOf(theme), ...shown } = again ?? {};
    await sendPage(request, response, {
      view: isEdited ? 'themes/draft-theme' : 'themes/frame-theme',
      title: theme.name,
      back: {
        href: `/themes/frames/${frameId}`,
        text: `${frame.state === 'draft' ? 'Draft of version' : 'Version'} ${frame.version}`,
      },
      ...shown,
      model: {
        ...showFrameTheme(frame, theme),
        form,
        isStale: again?.status === 409,
        ...formChoices(frame, theme),
      },
    });
  }

  router.get('/themes/frames/:frameId/themes/:key', (request, response) =>
    sendTheme(request, response),
  );

  router.post('/themes/frames/:frameId/themes/:key', async (request, response) => {
    const place = placeOf(request);
    const form = readThemeForm(request.body);
    const show = (faults: FieldFault[], status: number) =>
      sendTheme(request, response, { form, faults, status });
    const faults = themeFaults(form);
    if (faults.length > 0) return show(faults, 422);
    await saveOrShow(async () => {
      const change = { words: themeTextOf(form), seen: field(request, 'seen') };
      await saveTheme(db, request.viewer, place, change);
      redirectTo(response, `/themes/frames/${place.frameId}/themes/${place.key}`, 'theme-saved');
    }, show);
  });

  router.post('/themes/frames/:frameId/themes/:key/move', async (request, response) => {
    const place = placeOf(request);
    await shiftTheme(db, request.viewer, place, field(request, 'step') === 'up' ? -1 : 1);
    redirectTo(response, `/themes/frames/${place.frameId}#theme-${place.key}`);
  });

  router.get('/themes/frames/:frameId/themes/:key/remove', async (request, response) => {
    const { frameId, key } = placeOf(request);
    const frame = await frameAt(db, frameId);
    if (frame.state !== 'draft') return redirectTo(response, `/themes/frames/${frameId}`);
    const theme = themeOf({ ...frame, themes: frame.content?.themes ?? [] }, key);
    await sendPage(request, response, {
      view: 'themes/remove-theme',
      title: `Take “${theme.name}” out of the draft`,
      back: { href: `/themes/frames/${frameId}/themes/${key}`, text: theme.name },
      model: { ...showFrameTheme(frame, theme), ...formChoices(frame, theme) },
    });
  });

  router.post('/themes/frames/:frameId/themes/:key/remove', async (request, response) => {
    const place = placeOf(request);
    const into = field(request, 'into');
    await dropTheme(db, request.viewer, place, into === place.key ? '' : into);
    const notice = into === '' ? 'theme-removed' : 'theme-merged';
    redirectTo(response, `/themes/frames/${place.frameId}`, notice);
  });

  return router;
}
