import { Router, type Request } from 'express';
import { parseId, parseTexts } from '../../http/parse.js';
import { sendPage } from '../../http/send-page.js';
import type { Services } from '../../http/services.js';
import { may } from '../../people/permissions.js';
import { findWave, listSurveys } from '../../surveys/survey-queries.js';
import { currentFrame } from '../../themes/frame-queries.js';
import type { Showing } from '../breakdown-queries.js';
import { askedQuestions } from '../rate-queries.js';
import { choicesOf } from './chart-choices.js';
import { parseChartRequest, showingInChart } from './chart-request.js';
import { addressOf, shownChart } from './chart-page.js';
import { chartIfAny } from './question-chart.js';
import { themeChartOf } from './survey-charts.js';

const asText = (id: number | null) => (id === null ? '' : String(id));

/** The same page with the other figures; null for those who may not see true counts. */
function otherShowing({ viewer, path, query }: Request, showing: Showing): string | null {
  if (!may(viewer, 'true_counts')) return null;
  const chosen = Object.entries(query).filter(([name]) => name !== 'showing');
  const same = Object.fromEntries(chosen.map(([name, value]) => [name, parseTexts(value)]));
  return addressOf(path, { ...same, ...(showing === 'internal' ? {} : { showing: 'internal' }) });
}

export function chartPageRoutes({ db }: Services): Router {
  const router = Router();

  router.get('/waves/:waveId/questions/:questionId/chart', async (request, response) => {
    const { viewer, params } = request;
    const wave = await findWave(db, viewer, parseId(params.waveId, 'wave'));
    const questionId = parseId(params.questionId, 'question');
    const place = { waveId: wave.id, questionId, ...parseChartRequest(request.query) };
    const showing = showingInChart(viewer, request.query['showing']);
    const { chart, faults } = await chartIfAny(db, viewer, place, showing);
    const questions = await askedQuestions(db, wave.id);
    const { kind, byId, parts } = place;
    const query = { kind, by: byId === null ? null : String(byId), parts: parts.map(String) };
    await sendPage(request, response, {
      view: 'charts/question',
      title: questions.find(({ id }) => id === questionId)?.text ?? 'Chart',
      back: { href: `/waves/${wave.id}/questions/${questionId}`, text: 'The question' },
      ...(faults.length > 0 ? { status: 422, faults } : {}),
      model: {
        wave,
        questionId,
        showing,
        ...choicesOf(questions, place),
        isPaired: (kind ?? chart?.kind) === 'paired',
        chart: chart && shownChart(chart, request.path, query),
        otherShowing: otherShowing(request, showing),
      },
    });
  });

  router.get('/comments/themes', async (request, response) => {
    const { viewer, query } = request;
    const waveId = (query['wave'] ?? '') === '' ? null : parseId(query['wave'], 'wave');
    const showing = showingInChart(viewer, query['showing']);
    const { content: frame } = await currentFrame(db);
    const chart = await themeChartOf(db, viewer, { waveId, frame }, showing);
    const surveys = await listSurveys(db, viewer);
    await sendPage(request, response, {
      view: 'charts/themes',
      title: chart.title,
      back: { href: '/themes', text: 'Themes' },
      model: {
        showing,
        chosen: { wave: asText(waveId) },
        waves: [
          { value: '', text: 'All surveys' },
          ...surveys.flatMap(({ name, waves }) =>
            waves.map((wave) => ({ value: String(wave.id), text: `${name}, ${wave.name}` })),
          ),
        ],
        empty: chart.bars.length + (chart.undrawn ?? []).length === 0,
        chart: shownChart(chart, '/comments/themes', {
          wave: waveId === null ? null : String(waveId),
        }),
        otherShowing: otherShowing(request, showing),
      },
    });
  });

  return router;
}
