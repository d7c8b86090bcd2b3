import { Router, type Request, type Response } from 'express';
import { parseId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { may } from '../people/permissions.js';
import { showingTo } from './breakdown-queries.js';
import { newestChanges } from './charts/changes-chart.js';
import { shownChart } from './charts/chart-page.js';
import { chartWords } from './charts/survey-charts.js';
import { trendChart } from './charts/trend-chart.js';
import { parseComparabilityForm, type ComparabilityForm } from './comparability-form.js';
import { decideComparability } from './decide-comparability.js';
import { countTrends, shownTrend, shownTrends } from './trend-page.js';
import { questionTrend, surveyTrends, type TrendSpec } from './trend-queries.js';
import { countsNote } from './withhold.js';

const surveyIdOf = (request: Request) => parseId(request.params['surveyId'], 'survey');

/** `asked` is the query of a page, or the fields of its form. */
function specOf(request: Request, asked: Record<string, unknown>): TrendSpec {
  const option = parseText(asked['option']);
  return {
    surveyId: surveyIdOf(request),
    questionId: parseId(request.params['questionId'], 'question'),
    groupKey: parseText(asked['group']) || null,
    optionCode: /^\d{1,5}$/.test(option) ? Number(option) : null,
  };
}

/** What was chosen of a question's trend, as its addresses have it. */
const chosenOf = ({ groupKey, optionCode }: TrendSpec): Record<string, string> => ({
  ...(groupKey ? { group: groupKey } : {}),
  ...(typeof optionCode === 'number' ? { option: String(optionCode) } : {}),
});

/** Where a question's trend is, with what was chosen of it. */
function placeOf(spec: TrendSpec): string {
  const chosen = new URLSearchParams(chosenOf(spec)).toString();
  const page = `/surveys/${spec.surveyId}/questions/${spec.questionId}/trend`;
  return chosen === '' ? page : `${page}?${chosen}`;
}

export function trendRoutes({ db, config: { disclosure: limits } }: Services): Router {
  const router = Router();

  router.get('/surveys/:surveyId/trends', async (request, response) => {
    const { viewer } = request;
    const showing = showingTo(viewer, request.query['showing']);
    const { survey, waves, trends } = await surveyTrends(db, viewer, surveyIdOf(request), showing);
    const changes = newestChanges(trends, waves, chartWords(showing, limits, survey.name));
    await sendPage(request, response, {
      view: 'trends/survey',
      title: `Trends: ${survey.name}`,
      back: { href: '/surveys', text: 'Surveys' },
      model: {
        survey,
        waves,
        ...shownTrends(trends),
        totals: countTrends(trends),
        chart: changes && shownChart(changes, `/surveys/${survey.id}/changes`),
        showing,
        mayChoose: may(viewer, 'true_counts'),
        note: countsNote(showing, limits),
        limits,
      },
    });
  });

  async function showQuestion(
    request: Request,
    response: Response,
    spec: TrendSpec,
    form?: ComparabilityForm,
  ): Promise<void> {
    const { viewer } = request;
    const showing = showingTo(viewer, request.query['showing']);
    const { survey, trend, groups, options } = await questionTrend(db, viewer, spec, showing);
    await sendPage(request, response, {
      view: 'trends/question',
      title: trend.question.text,
      ...(form ? { status: 422, faults: form.faults } : {}),
      back: { href: `/surveys/${survey.id}/trends`, text: `Trends: ${survey.name}` },
      model: {
        survey,
        trend: shownTrend(trend),
        groups,
        options,
        hasNegative:
          trend.question.kind !== 'multiple' &&
          options.some(({ polarity }) => polarity === 'negative'),
        place: placeOf(spec),
        form: form ?? null,
        chart: shownChart(
          trendChart(trend, chartWords(showing, limits, survey.name)),
          `/surveys/${survey.id}/questions/${trend.question.id}/trend`,
          chosenOf(spec),
        ),
        showing,
        mayChoose: may(viewer, 'true_counts'),
        note: countsNote(showing, limits),
        limits,
      },
    });
  }

  router.get('/surveys/:surveyId/questions/:questionId/trend', (request, response) =>
    showQuestion(request, response, specOf(request, request.query)),
  );

  router.post(
    '/surveys/:surveyId/questions/:questionId/comparability',
    async (request, response) => {
      const spec = specOf(request, (request.body ?? {}) as Record<string, unknown>);
      const form = parseComparabilityForm(request.body);
      if (form.faults.length > 0) return showQuestion(request, response, spec, form);
      await decideComparability(db, request.viewer, spec, form);
      const notice = form.answer === 'undo' ? 'comparability-undone' : 'comparability-saved';
      redirectTo(response, `${placeOf(spec)}#from-${form.earlierWaveId}`, notice);
    },
  );

  return router;
}
