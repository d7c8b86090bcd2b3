import { Router } from 'express';
import { findComment } from '../comments/comment-queries.js';
import { recordFlaggedViews } from '../comments/flagged-view-queries.js';
import { handOn, parseSearchAddress } from '../comments/search-address.js';
import { notFound } from '../errors.js';
import { parseId } from '../http/parse.js';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { readClauseSentiments } from '../text/read-sentiment.js';
import { readText } from '../text/read-text.js';
import { loadSentimentModel } from './load-tagger.js';

/** The sentiment of each clause of a comment, worked out when somebody asks. */
export function clauseRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/comments/:commentId/clauses', async (request, response) => {
    const id = parseId(request.params.commentId, 'comment');
    const comment = await findComment(db, request.viewer, id);
    if (!comment) throw notFound('comment');
    await recordFlaggedViews(db, request.viewer, [id]);
    const { text, question } = comment;
    const found = readClauseSentiments(readText(text), question, loadSentimentModel());
    const search = parseSearchAddress(request.query['from']);
    await sendPage(request, response, {
      view: 'comments/clauses',
      title: 'Sentiment by clause',
      back: { href: handOn(`/comments/${id}`, search), text: `Comment ${id}` },
      model: {
        question,
        text,
        clauses: found.map((clause) => ({ ...clause, text: text.slice(clause.start, clause.end) })),
      },
    });
  });

  return router;
}
