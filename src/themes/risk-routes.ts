import { Router, type Request, type Response } from 'express';
import { recordFlaggedViews } from '../comments/flagged-view-queries.js';
import type { FieldFault } from '../errors.js';
import { parseFields, parseId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { parseRiskFilter, riskAddress } from './risk-filter.js';
import { findRisk, reopenRisk, settleRisk } from './risk-queries.js';
import { riskOutcomes, type RiskOutcome } from './risk-words.js';
import { showRisk, showRisks } from './show-risks.js';

const choices = Object.entries(riskOutcomes).map(([value, text]) => ({ value, text }));
const outcomeOf = (value: unknown) =>
  (Object.keys(riskOutcomes) as RiskOutcome[]).find((key) => key === parseText(value));

/** Comments that may tell of risk: a person looks at each and says what came of it. */
export function riskRoutes({ db }: Services): Router {
  const router = Router();
  const idOf = (request: Request) => parseId(request.params['commentId'], 'comment');

  router.get('/review/risk', async (request, response) => {
    const model = await showRisks(db, request.viewer, parseRiskFilter(request.query));
    await recordFlaggedViews(
      db,
      request.viewer,
      model.hits.map(({ id }) => id),
    );
    await sendPage(request, response, {
      view: 'risk/list',
      title: 'Comments that may tell of risk',
      model,
    });
  });

  async function sendRisk(request: Request, response: Response, faults: FieldFault[] = []) {
    const fields = faults.length > 0 ? parseFields(request.body) : request.query;
    const filter = parseRiskFilter(fields);
    const risk = await showRisk(db, request.viewer, idOf(request), filter);
    await recordFlaggedViews(db, request.viewer, [risk.id]);
    await sendPage(request, response, {
      view: 'risk/comment',
      title: `Comment ${risk.id}: may tell of risk`,
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: { href: riskAddress(filter), text: 'Comments that may tell of risk' },
      model: { risk, choices },
    });
  }

  router.get('/review/risk/:commentId', (request, response) => sendRisk(request, response));

  router.post('/review/risk/:commentId', async (request, response) => {
    const { id, flag: flagged } = await findRisk(db, request.viewer, idOf(request));
    const fields = parseFields(request.body);
    const outcome = outcomeOf(fields['outcome']);
    if (!outcome) {
      const message = 'Choose what came of looking into it';
      return sendRisk(request, response, [{ field: 'outcome', message }]);
    }
    const flag = parseText(fields['flag']) === 'on' && flagged === null;
    await settleRisk(db, request.viewer, id, { outcome, flag });
    redirectTo(response, riskAddress(parseRiskFilter(fields)), 'risk-settled');
  });

  router.post('/review/risk/:commentId/reopen', async (request, response) => {
    const { id } = await findRisk(db, request.viewer, idOf(request));
    await reopenRisk(db, request.viewer, id);
    redirectTo(response, `/review/risk/${id}`, 'risk-reopened');
  });

  return router;
}
