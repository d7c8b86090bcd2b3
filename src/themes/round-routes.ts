import { randomInt } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { facetNames } from '../comments/facet-name-queries.js';
import { ViewfinderError, type FieldFault } from '../errors.js';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { recordAudit } from '../people/audit-queries.js';
import { currentFrame } from './frame-queries.js';
import { emptyRound, parseRoundForm, possibleCoders, type RoundForm } from './round-form.js';
import { listRounds } from './round-queries.js';
import { deleteRound, endCoding, findRound, goldLines, startRound } from './run-round.js';
import { resultsCsv, showRound } from './show-round.js';

const narrowedBy = ['survey', 'wave', 'group', 'question'] as const;

/** Rounds of double coding: made, ended, shown and deleted. */
export function roundRoutes({ db }: Services): Router {
  const router = Router();
  const roundOf = (request: Request) =>
    findRound(db, parseId(request.params['roundId'], 'round of coding'));

  router.get('/rounds', async (request, response) => {
    const rounds = await listRounds(db);
    await sendPage(request, response, {
      view: 'rounds/list',
      title: 'Rounds of double coding',
      back: { href: '/review', text: 'Review' },
      model: { rounds, me: request.viewer.accountId },
    });
  });

  async function sendForm(
    request: Request,
    response: Response,
    form: RoundForm,
    faults: readonly FieldFault[] = [],
  ) {
    const { content } = await currentFrame(db);
    const names = await facetNames(db, request.viewer);
    await sendPage(request, response, {
      view: 'rounds/new',
      title: 'Begin a round of double coding',
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: { href: '/rounds', text: 'Rounds of double coding' },
      model: {
        form,
        coders: await possibleCoders(db),
        themes: content.themes.map(({ key, name }) => ({ key, name })),
        narrowed: narrowedBy.map((key) => ({
          key,
          values: [...names[key]].map(([value, name]) => ({ value, name })),
        })),
      },
    });
  }

  router.get('/rounds/new', async (request, response) => {
    const { content } = await currentFrame(db);
    await sendForm(request, response, emptyRound(content.themes.map(({ key }) => key)));
  });

  router.post('/rounds', async (request, response) => {
    const coders = await possibleCoders(db);
    const { form, order, faults } = parseRoundForm(request.body, {
      coders,
      seed: randomInt(1, 1_000_000),
    });
    if (faults.length > 0) return sendForm(request, response, form, faults);
    const names = await facetNames(db, request.viewer);
    const words = narrowedBy.flatMap((key) =>
      order.chosen[key].map((value) => names[key].get(value) ?? value),
    );
    const selection = words.join('; ') || 'all comments';
    try {
      const id = await startRound(db, request.viewer, { ...order, selection });
      redirectTo(response, `/rounds/${id}`, 'round-started');
    } catch (error) {
      if (!(error instanceof ViewfinderError) || error.faults.length === 0) throw error;
      await sendForm(request, response, form, error.faults);
    }
  });

  router.get('/rounds/gold.jsonl', async (request, response) => {
    const lines = await goldLines(db, request.viewer);
    await recordAudit(db, request.viewer, {
      action: 'gold_downloaded',
      subject: { kind: 'comments', id: 0, name: `${lines.length} comments` },
    });
    response
      .attachment('gold.jsonl')
      .type('application/jsonl')
      .send(lines.map((line) => `${line}\n`).join(''));
  });

  router.get('/rounds/:roundId', async (request, response) => {
    const round = await roundOf(request);
    await sendPage(request, response, {
      view: 'rounds/round',
      title: round.name,
      back: { href: '/rounds', text: 'Rounds of double coding' },
      model: await showRound(db, request.viewer, round),
    });
  });

  router.get('/rounds/:roundId/results.csv', async (request, response) => {
    const round = await roundOf(request);
    const shown = await showRound(db, request.viewer, round);
    const subject = { kind: 'round', id: round.id, name: round.name };
    await recordAudit(db, request.viewer, { action: 'agreement_downloaded', subject });
    response.attachment('agreement.csv').type('text/csv').send(resultsCsv(shown));
  });

  router.post('/rounds/:roundId/end', async (request, response) => {
    const { id } = await roundOf(request);
    await endCoding(db, request.viewer, id);
    redirectTo(response, `/rounds/${id}`, 'round-ended');
  });

  router.get('/rounds/:roundId/delete', async (request, response) => {
    const round = await roundOf(request);
    await sendPage(request, response, {
      view: 'rounds/delete',
      title: `Delete “${round.name}”`,
      back: { href: `/rounds/${round.id}`, text: round.name },
      model: { round },
    });
  });

  router.post('/rounds/:roundId/delete', async (request, response) => {
    const { id } = await roundOf(request);
    await deleteRound(db, request.viewer, id);
    redirectTo(response, '/rounds', 'round-deleted');
  });

  return router;
}
