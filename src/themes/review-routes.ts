import { randomInt } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { findComment } from '../comments/comment-queries.js';
import { recordFlaggedViews } from '../comments/flagged-view-queries.js';
import { handOn, parseSearchAddress } from '../comments/search-address.js';
import { notFound, type FieldFault } from '../errors.js';
import { parseFields, parseId } from '../http/parse.js';
import { redirectTo, sendPage, wantsJson } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import type { Viewer } from '../people/permissions.js';
import { currentFrame } from './frame-queries.js';
import { nextComment, passOver } from './next-review.js';
import { codingToSave, parseCodingForm } from './review-form.js';
import { parseQueue, queueAddress, type ReviewQueue } from './review-queue.js';
import { saveCoding, undoLastSave } from './save-coding.js';
import { showQueues, showReview } from './show-review.js';

/** Where somebody decided on the page of a comment, they find themselves there again, with their search. */
const commentPage = (id: number, from: unknown) =>
  handOn(`/comments/${id}`, parseSearchAddress(from));

/** Coding by people: piles, one comment after the other, and undo. */
export function reviewRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/review', async (request, response) => {
    const model = await showQueues(db, request.viewer, parseQueue(request.query));
    const random = { by: 'random', seed: randomInt(1, 1_000_000) } as const;
    await sendPage(request, response, {
      view: 'review/queues',
      title: 'Review',
      model: {
        ...model,
        sample: queueAddress(
          { ...parseQueue(request.query), pile: 'all', order: random },
          '/review/next',
        ),
      },
    });
  });

  /** Where the queue goes on: its next comment, or the page that says that none is left. */
  async function onwards(viewer: Viewer, queue: ReviewQueue): Promise<string> {
    const next = await nextComment(db, viewer, queue);
    return queueAddress(queue, next === undefined ? '/review/next' : `/review/comments/${next}`);
  }

  router.get('/review/next', async (request, response) => {
    const queue = parseQueue(request.query);
    const next = await nextComment(db, request.viewer, queue);
    if (next !== undefined) {
      return redirectTo(response, queueAddress(queue, `/review/comments/${next}`));
    }
    await sendPage(request, response, {
      view: 'review/done',
      title: 'Nothing is left in this pile',
      model: { queues: queueAddress(queue, '/review') },
    });
  });

  async function sendReview(
    request: Request,
    response: Response,
    faults: FieldFault[] = [],
  ): Promise<void> {
    const id = parseId(request.params['commentId'], 'comment');
    const queue = parseQueue(request.query);
    const model = await showReview(db, request.viewer, id, queue);
    await recordFlaggedViews(db, request.viewer, [id]);
    await sendPage(request, response, {
      view: 'review/comment',
      title: `Code comment ${id}`,
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: { href: model.queues, text: 'Review' },
      model,
    });
  }

  router.get('/review/comments/:commentId', (request, response) => sendReview(request, response));

  router.post('/review/comments/:commentId', async (request, response) => {
    const id = parseId(request.params.commentId, 'comment');
    const comment = await findComment(db, request.viewer, id);
    if (!comment) throw notFound('comment');
    const { content } = await currentFrame(db);
    const read = codingToSave(id, comment.text, parseCodingForm(request.body), content.themes);
    if ('faults' in read) return sendReview(request, response, read.faults);
    const { step, from } = parseFields(request.body);
    const isReviewed = step !== 'part' && step !== 'more';
    await saveCoding(db, request.viewer, { ...read.save, isReviewed });
    if (wantsJson(request)) {
      return sendPage(request, response, {
        view: 'review/comment',
        title: `Code comment ${id}`,
        model: await showReview(db, request.viewer, id, parseQueue(request.query)),
      });
    }
    const queue = parseQueue(request.query);
    if (step === 'part') return redirectTo(response, commentPage(id, from), 'coding-saved');
    if (step === 'more') return redirectTo(response, queueAddress(queue, `/review/comments/${id}`));
    redirectTo(response, await onwards(request.viewer, queue));
  });

  router.post('/review/comments/:commentId/skip', async (request, response) => {
    const id = parseId(request.params.commentId, 'comment');
    if (!(await findComment(db, request.viewer, id))) throw notFound('comment');
    await passOver(db, request.viewer, id);
    redirectTo(response, await onwards(request.viewer, parseQueue(request.query)));
  });

  router.post('/review/undo', async (request, response) => {
    const undone = await undoLastSave(db, request.viewer);
    const queue = parseQueue(request.query);
    if (undone === undefined) return redirectTo(response, queueAddress(queue, '/review'));
    const { step, from } = parseFields(request.body);
    if (step === 'part') return redirectTo(response, commentPage(undone, from), 'coding-undone');
    redirectTo(response, queueAddress(queue, `/review/comments/${undone}`), 'coding-undone');
  });

  return router;
}
