import { Router, type Request } from 'express';
import { parseId } from '../http/parse.js';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { recordFlaggedViews } from './flagged-view-queries.js';
import { recordDownload } from './record-download.js';
import { handOn, parseSearchAddress } from './search-address.js';
import { searchComments } from './search-comments.js';
import { readSelection } from './selection.js';
import { readCommentPage } from './show-comment.js';
import { showGrid } from './show-grid.js';
import { linesCsv } from './lines-csv.js';
import { linesOf, showLines } from './show-lines.js';
import { showWords } from './show-words.js';

function backTo(search: string): string {
  if (search.startsWith('/comments/grid')) return 'Back to the grid';
  return search === '/comments' ? 'Comments' : 'Back to your search';
}

export function commentRoutes({ db, reading }: Services): Router {
  const router = Router();

  const recordViews = (request: Request, shown: readonly { id: number }[]) =>
    recordFlaggedViews(
      db,
      request.viewer,
      shown.map(({ id }) => id),
    );

  router.get('/comments', async (request, response) => {
    const model = await reading.read(searchComments, request.viewer, request.query);
    await recordViews(request, model.comments);
    await sendPage(request, response, { view: 'comments/search', title: 'Comments', model });
  });

  router.get('/comments/words', async (request, response) => {
    const model = await reading.read(showWords, request.viewer, request.query);
    await sendPage(request, response, {
      view: 'comments/words',
      title: 'Words that set these comments apart',
      back: { href: model.search, text: 'Back to your search' },
      model,
    });
  });

  router.get('/comments/lines', async (request, response) => {
    const { ids, ...model } = await reading.read(showLines, request.viewer, request.query);
    await recordFlaggedViews(db, request.viewer, ids);
    await sendPage(request, response, {
      view: 'comments/lines',
      title: 'Words in their context',
      back: { href: model.search, text: 'Back to your search' },
      model,
    });
  });

  router.get('/comments/grid', async (request, response) => {
    const model = await reading.read(showGrid, request.viewer, request.query);
    await recordViews(request, model.comments);
    await sendPage(request, response, {
      view: 'comments/grid',
      title: 'Comments as a grid',
      back: { href: model.search, text: 'Back to your search' },
      model,
    });
  });

  router.get('/comments/lines.csv', async (request, response) => {
    const selection = await readSelection(db, request.viewer, request.query);
    const lines = await reading.read(linesOf, request.viewer, request.query);
    const ids = [...new Set(lines.map(({ id }) => id))];
    await recordDownload(db, request.viewer, selection, { ids, fileName: 'lines.csv' });
    response.attachment('lines.csv').type('text/csv').send(linesCsv(lines));
  });

  router.get('/comments/:commentId', async (request, response) => {
    const id = parseId(request.params.commentId, 'comment');
    const comment = await reading.read(readCommentPage, request.viewer, { id });
    const { comments, nearlySame, similar } = comment;
    await recordViews(request, [comment, ...comments, ...nearlySame, ...similar]);
    const search = parseSearchAddress(request.query['from']);
    const linked = <Other extends { id: number }>(others: readonly Other[]) =>
      others.map((other) => ({ ...other, href: handOn(`/comments/${other.id}`, search) }));
    await sendPage(request, response, {
      view: 'comments/comment',
      title: `Comment ${comment.id}`,
      back: { href: search, text: backTo(search) },
      model: {
        ...comment,
        search,
        clauses: handOn(`/comments/${comment.id}/clauses`, search),
        flagHref: handOn(`/comments/${comment.id}/flag`, search),
        quote: handOn(`/reports/quotes/new?comment=${comment.id}`, search),
        comments: linked(comments),
        nearlySame: linked(nearlySame),
        similar: linked(similar),
      },
    });
  });

  return router;
}
