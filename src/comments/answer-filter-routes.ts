import { Router } from 'express';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { showAnswerFilter } from './show-answer-filter.js';

/** Choosing the answers that a selection of comments is filtered by. */
export function answerFilterRoutes({ reading }: Services): Router {
  const router = Router();

  router.get('/comments/answers', async (request, response) => {
    const { address, ...model } = await reading.read(
      showAnswerFilter,
      request.viewer,
      request.query,
    );
    if (address !== null) {
      redirectTo(response, address);
      return;
    }
    const isUnanswered = model.question !== null && request.query['add'] !== undefined;
    await sendPage(request, response, {
      view: 'comments/answers',
      title: 'Filter by an answer',
      status: isUnanswered ? 422 : 200,
      faults: isUnanswered ? [{ field: 'code', message: 'Choose at least one answer' }] : [],
      back: { href: model.search, text: 'Back to your search' },
      model,
    });
  });

  return router;
}
