import { Router } from 'express';
import { recordFlaggedViews } from '../comments/flagged-view-queries.js';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { currentFrame } from './frame-queries.js';
import { previewFrame } from './preview-frame.js';
import { codedSoFar } from './recode-queries.js';
import { startRecoding } from './start-recoding.js';
import { useFrame, wholeFrame } from './use-frame.js';

/** Seconds between two looks at how far coding is. */
const refreshSeconds = 2;

/** What a version of the frame would change, putting it to use, and how far coding by it is. */
export function recodeRoutes({ db, jobs }: Services): Router {
  const router = Router();

  router.get('/themes/frames/:frameId/preview', async (request, response) => {
    const frame = await wholeFrame(
      db,
      parseId(request.params.frameId, 'version of the code frame'),
    );
    const preview = await previewFrame(db, request.viewer, frame.content);
    const shown = preview.themes.flatMap(({ gained, lost }) => [...gained, ...lost]);
    await recordFlaggedViews(
      db,
      request.viewer,
      shown.map(({ id }) => id),
    );
    const { content } = await currentFrame(db);
    await sendPage(request, response, {
      view: 'themes/preview',
      title: `What version ${frame.version} would change`,
      back: { href: `/themes/frames/${frame.id}`, text: `Version ${frame.version}` },
      model: {
        frame: { id: frame.id, name: frame.name, version: frame.version, state: frame.state },
        inUse: { name: content.name, version: content.version },
        ...preview,
      },
    });
  });

  router.post('/themes/frames/:frameId/use', async (request, response) => {
    const id = parseId(request.params.frameId, 'version of the code frame');
    await useFrame(db, request.viewer, id);
    await startRecoding({ db, jobs }, request.viewer);
    redirectTo(response, '/themes/recoding');
  });

  router.post('/themes/recoding', async (request, response) => {
    await startRecoding({ db, jobs }, request.viewer);
    redirectTo(response, '/themes/recoding');
  });

  router.get('/themes/recoding', async (request, response) => {
    const { done, total } = await codedSoFar(db);
    const { content } = await currentFrame(db);
    const isUnderWay = done < total;
    await sendPage(request, response, {
      view: 'themes/recoding',
      title: isUnderWay ? 'Comments are being coded again' : 'All comments are coded',
      back: { href: '/themes', text: 'Themes' },
      ...(isUnderWay ? { refreshSeconds } : {}),
      model: { done, total, isUnderWay, frame: { name: content.name, version: content.version } },
    });
  });

  return router;
}
