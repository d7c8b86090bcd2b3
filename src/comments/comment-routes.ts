import { Router, type Request } from 'express';
import { parseId } from '../http/parse.js';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { commentsCsv } from './comments-csv.js';
import { recordFlaggedViews } from './flagged-view-queries.js';
import { recordDownload } from './record-download.js';
import { handOn, parseSearchAddress } from './search-address.js';
import { searchComments } from './search-comments.js';
import { readSelection } from './selection.js';
import { showComment } from './show-comment.js';
import { showLines } from './show-lines.js';
import { showWords } from './show-words.js';

export function commentRoutes({ db }: Services): Router {
  const router = Router();

  const recordViews = (request: Request, shown: readonly { id: number }[]) =>
    recordFlaggedViews(
      db,
      request.viewer,
      shown.map(({ id }) => id),
    );

  router.get('/comments', async (request, response) => {
    const model = await searchComments(db, request.viewer, request.query);
    await recordViews(request, model.comments);
    await sendPage(request, response, { view: 'comments/search', title: 'Comments', model });
  });

  router.get('/comments.csv', async (request, response) => {
    const selection = await readSelection(db, request.viewer, request.query);
    const { csv, ids } = await commentsCsv(db, selection);
    await recordDownload(db, request.viewer, selection, ids);
    response.attachment('comments.csv').type('text/csv').send(csv);
  });

  router.get('/comments/words', async (request, response) => {
    const model = await showWords(db, request.viewer, request.query);
    await sendPage(request, response, {
      view: 'comments/words',
      title: 'Words that set these comments apart',
      back: { href: model.search, text: 'Back to your search' },
      model,
    });
  });

  router.get('/comments/lines', async (request, response) => {
    const { ids, ...model } = await showLines(db, request.viewer, request.query);
    await recordFlaggedViews(db, request.viewer, ids);
    await sendPage(request, response, {
      view: 'comments/lines',
      title: 'Words in their context',
      back: { href: model.search, text: 'Back to your search' },
      model,
    });
  });

  router.get('/comments/:commentId', async (request, response) => {
    const comment = await showComment(
      db,
      request.viewer,
      parseId(request.params.commentId, 'comment'),
    );
    await recordViews(request, [comment, ...comment.comments]);
    const search = parseSearchAddress(request.query['from']);
    await sendPage(request, response, {
      view: 'comments/comment',
      title: `Comment ${comment.id}`,
      back: { href: search, text: search === '/comments' ? 'Comments' : 'Back to your search' },
      model: {
        ...comment,
        search,
        clauses: handOn(`/comments/${comment.id}/clauses`, search),
        flagHref: handOn(`/comments/${comment.id}/flag`, search),
        quote: handOn(`/reports/quotes/new?comment=${comment.id}`, search),
        comments: comment.comments.map((other) => ({
          ...other,
          href: handOn(`/comments/${other.id}`, search),
        })),
      },
    });
  });

  return router;
}
