import { Router, type Request, type Response } from 'express';
import type { FieldFault } from '../errors.js';
import { foldLine, parseFields, parseId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { changeDraft, discardDraft, startDraft, startDraftFrom } from './frame-drafts.js';
import { shippedFrame } from './compile-frame.js';
import { currentFrame } from './frame-queries.js';
import { saveOrShow } from './save-or-show.js';
import { frameAt, showFrame, showFrames } from './show-frames.js';
import { changedMeanwhile, markOf } from './stale-form.js';

const whatFrame = 'version of the code frame';
const back = { href: '/themes/frames', text: 'Versions of the code frame' };

interface FrameWords {
  name: string;
  note: string;
}

function readWords(body: unknown): FrameWords {
  const { name, note } = parseFields(body);
  return { name: foldLine(parseText(name)), note: foldLine(parseText(note)) };
}

function wordFaults({ name, note }: FrameWords): FieldFault[] {
  const faults: FieldFault[] = [];
  if (name === '') faults.push({ field: 'name', message: 'Enter a name for the frame.' });
  if (name.length > 200) {
    faults.push({ field: 'name', message: 'Shorten the name to 200 characters or fewer.' });
  }
  if (note.length > 1000) {
    faults.push({ field: 'note', message: 'Shorten the note to 1,000 characters or fewer.' });
  }
  return faults;
}

/** Versions of the code frame: their list, one of them, and drafts begun and discarded. */
export function frameRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/themes/frames', async (request, response) => {
    await sendPage(request, response, {
      view: 'themes/frames',
      title: 'Versions of the code frame',
      back: { href: '/themes', text: 'Themes' },
      model: await showFrames(db),
    });
  });

  router.post('/themes/frames', async (request, response) => {
    const { from } = parseFields(request.body);
    const id =
      from === 'shipped'
        ? await startDraft(db, request.viewer, {
            content: shippedFrame(),
            origin: 'shipped',
            basedOnId: (await currentFrame(db)).id,
            note: 'Comes with this version of Viewfinder.',
          })
        : await startDraftFrom(db, request.viewer, parseId(from, whatFrame));
    redirectTo(response, `/themes/frames/${id}`, 'draft-started');
  });

  async function sendFrame(
    request: Request,
    response: Response,
    again?: { form: FrameWords; faults: FieldFault[]; status: number },
  ): Promise<void> {
    const model = await showFrame(db, parseId(request.params['frameId'], whatFrame));
    const { name, note, version, state } = model.frame;
    await sendPage(request, response, {
      view: 'themes/frame',
      title: state === 'draft' ? `Draft of version ${version}` : `${name}, version ${version}`,
      back,
      ...(again ? { faults: again.faults, status: again.status } : {}),
      model: { ...model, form: again?.form ?? { name, note: note ?? '' } },
    });
  }

  router.get('/themes/frames/:frameId', (request, response) => sendFrame(request, response));

  router.post('/themes/frames/:frameId', async (request, response) => {
    const frameId = parseId(request.params.frameId, whatFrame);
    const form = readWords(request.body);
    const show = (faults: FieldFault[], status: number) =>
      sendFrame(request, response, { form, faults, status });
    const found = wordFaults(form);
    if (found.length > 0) return show(found, 422);
    await saveOrShow(async () => {
      const seen = parseText(parseFields(request.body)['seen']);
      await changeDraft(db, request.viewer, frameId, (draft) => {
        if (markOf([draft.name, draft.note]) !== seen) {
          const then = `The draft is now called “${draft.name}”. Save again to put yours in its place.`;
          throw changedMeanwhile(draft, { field: 'name', what: 'its name or note', then });
        }
        const { name, note } = form;
        return { content: { ...draft.content, name }, note: note || null, told: { name } };
      });
      redirectTo(response, `/themes/frames/${frameId}`, 'draft-saved');
    }, show);
  });

  router.get('/themes/frames/:frameId/discard', async (request, response) => {
    const frame = await frameAt(db, parseId(request.params.frameId, whatFrame));
    if (frame.state !== 'draft') return redirectTo(response, `/themes/frames/${frame.id}`);
    const { id, version, revision, changedBy, changedAt } = frame;
    await sendPage(request, response, {
      view: 'themes/discard',
      title: `Discard the draft of version ${version}?`,
      back: { href: `/themes/frames/${id}`, text: 'The draft' },
      model: { frame: { id, version, revision, changedBy, changedAt } },
    });
  });

  router.post('/themes/frames/:frameId/discard', async (request, response) => {
    await discardDraft(db, request.viewer, parseId(request.params.frameId, whatFrame));
    redirectTo(response, '/themes/frames', 'draft-discarded');
  });

  return router;
}
