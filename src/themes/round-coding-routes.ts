import { Router, type Request, type Response } from 'express';
import { findComment } from '../comments/comment-queries.js';
import { recordFlaggedViews } from '../comments/flagged-view-queries.js';
import { notFound } from '../errors.js';
import { parseFields, parseId, parseTexts } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { attributionForms } from '../surveys/attribution-queries.js';
import { attribution } from '../surveys/attribution.js';
import { sentimentLabels } from '../text/sentiment-labels.js';
import {
  checkCoder,
  codersComments,
  findRound,
  saveCodersWord,
  settleComment,
} from './run-round.js';
import { showDisagreements, themesOfRound } from './show-round.js';

/** What a form says of a comment. */
function codingIn(body: unknown) {
  const fields = parseFields(body);
  const sentiment = sentimentLabels.find((label) => label === fields['sentiment']) ?? null;
  return { themeKeys: parseTexts(fields['theme']), sentiment };
}

/** Coding of a round, blind to the program and to each other, and settling what is right. */
export function roundCodingRoutes({ db }: Services): Router {
  const router = Router();
  const roundOf = (request: Request) =>
    findRound(db, parseId(request.params['roundId'], 'round of coding'));
  const commentIdOf = (request: Request) => parseId(request.params['commentId'], 'comment');

  router.get('/rounds/:roundId/code', async (request, response) => {
    const round = await roundOf(request);
    checkCoder(request.viewer, round);
    const comments = await codersComments(db, request.viewer, round);
    const next = comments.find(({ coding }) => !coding);
    const place = next ? `/rounds/${round.id}/code/${next.comment.id}` : `/rounds/${round.id}`;
    redirectTo(response, place, next ? undefined : 'round-coded');
  });

  router.get('/rounds/:roundId/code/:commentId', async (request: Request, response: Response) => {
    const seen = await findComment(db, request.viewer, commentIdOf(request));
    // Before the round: an address tells nothing of a comment that is hidden.
    if (!seen) throw notFound('comment');
    const round = await roundOf(request);
    checkCoder(request.viewer, round);
    const comments = await codersComments(db, request.viewer, round);
    const at = comments.findIndex(({ comment }) => comment.id === commentIdOf(request));
    const found = comments[at];
    if (!found) throw notFound('comment');
    const { comment, coding } = found;
    await recordFlaggedViews(db, request.viewer, [comment.id]);
    const { id, text, question, groupKey, survey } = comment;
    const before = comments[at - 1];
    const forms = await attributionForms(db);
    await sendPage(request, response, {
      view: 'rounds/code',
      title: `Code comment ${at + 1} of ${comments.length}`,
      back: { href: `/rounds/${round.id}`, text: round.name },
      model: {
        round: { id: round.id, name: round.name },
        comment: { id, text, question, attribution: attribution(forms, groupKey, survey) },
        coding: coding ? { themeKeys: coding.themeKeys, sentiment: coding.sentiment } : null,
        themes: await themesOfRound(db, round),
        done: comments.filter((one) => one.coding).length,
        total: comments.length,
        before: before ? `/rounds/${round.id}/code/${before.comment.id}` : null,
      },
    });
  });

  router.post('/rounds/:roundId/code/:commentId', async (request, response) => {
    const { id } = await roundOf(request);
    const coding = { commentId: commentIdOf(request), ...codingIn(request.body) };
    await saveCodersWord(db, request.viewer, id, coding);
    redirectTo(response, `/rounds/${id}/code`);
  });

  router.get('/rounds/:roundId/settle', async (request, response) => {
    const round = await roundOf(request);
    const shown = await showDisagreements(db, request.viewer, round);
    await recordFlaggedViews(
      db,
      request.viewer,
      shown.comments.map(({ comment }) => comment.id),
    );
    await sendPage(request, response, {
      view: 'rounds/settle',
      title: 'Settle what is right',
      back: { href: `/rounds/${round.id}`, text: round.name },
      model: {
        round: { id: round.id, name: round.name },
        themes: await themesOfRound(db, round),
        ...shown,
      },
    });
  });

  router.post('/rounds/:roundId/settle/:commentId', async (request, response) => {
    const { id } = await roundOf(request);
    const coding = { commentId: commentIdOf(request), ...codingIn(request.body) };
    await settleComment(db, request.viewer, id, coding);
    redirectTo(response, `/rounds/${id}/settle`, 'round-settled');
  });

  return router;
}
