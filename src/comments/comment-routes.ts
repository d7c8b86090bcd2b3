import { Router } from 'express';
import { parseId } from '../http/parse.js';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { commentsCsv } from './comments-csv.js';
import { searchComments } from './search-comments.js';
import { parseSelection } from './selection.js';
import { showComment } from './show-comment.js';

export function commentRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/comments', async (request, response) => {
    const model = await searchComments(db, request.query);
    await sendPage(request, response, { view: 'comments/search', title: 'Comments', model });
  });

  router.get('/comments.csv', async (request, response) => {
    const csv = await commentsCsv(db, parseSelection(request.query));
    response.attachment('comments.csv').type('text/csv').send(csv);
  });

  router.get('/comments/:commentId', async (request, response) => {
    const model = await showComment(db, parseId(request.params.commentId, 'comment'));
    await sendPage(request, response, {
      view: 'comments/comment',
      title: `Comment ${model.id}`,
      back: { href: '/comments', text: 'Comments' },
      model,
    });
  });

  return router;
}
