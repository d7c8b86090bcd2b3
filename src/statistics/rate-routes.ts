import { Router, type Request } from 'express';
import { notFound } from '../errors.js';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import type { Viewer } from '../people/permissions.js';
import { findWave } from '../surveys/survey-queries.js';
import { showingTo } from './breakdown-queries.js';
import { findPublishedWaves } from './comparability-queries.js';
import { changePolarities } from './change-polarities.js';
import { forPublication } from './exports/showing.js';
import { parsePolarityForm } from './polarity-form.js';
import { usualChart } from './charts/question-chart.js';
import { waveReturns } from './invited-queries.js';
import { measuresOfQuestion } from './measure-figures.js';
import { questionWordings, waveResponses } from './rate-queries.js';
import { intervalNote, responsesInWords } from './response-rate.js';
import { waveRates } from './wave-rates.js';
import { countsNote } from './withhold.js';

/** For whose eyes the figures are: nobody's who sees true counts, where they are asked for as published. */
function eyesOf({ viewer, query }: Request): Viewer {
  return showingTo(viewer, query['showing']) === 'internal' ? viewer : forPublication(viewer);
}

export function rateRoutes({ db, config: { disclosure: limits } }: Services): Router {
  const router = Router();
  const waveOf = (request: Request) =>
    findWave(db, request.viewer, parseId(request.params['waveId'], 'wave'));

  async function questionOf(request: Request) {
    const wave = await waveOf(request);
    const questionId = parseId(request.params['questionId'], 'question');
    const only = ({ id }: { id: number }) => id === questionId;
    const { questions } = await waveRates(db, eyesOf(request), wave.id, only);
    const [question] = questions;
    if (!question) throw notFound('question');
    return { wave, question };
  }

  /** Whether there is another wave to look at beside this one. */
  const hasTrends = async ({ viewer }: Request, surveyId: number) =>
    (await findPublishedWaves(db, viewer, surveyId)).waves.length > 1;

  router.get('/waves/:waveId', async (request, response) => {
    const wave = await waveOf(request);
    const showing = showingTo(request.viewer, request.query['showing']);
    const responses = await waveResponses(db, wave.id);
    const returns = await waveReturns(db, wave.id);
    const rates = await waveRates(db, eyesOf(request), wave.id);
    await sendPage(request, response, {
      view: 'rates/wave',
      title: `${wave.surveyName}, ${wave.name}`,
      back: { href: '/surveys', text: 'Surveys' },
      model: {
        ...{ wave, responses, limits, showing, note: countsNote(showing, limits), ...rates },
        hasTrends: await hasTrends(request, wave.surveyId),
        received: responsesInWords(responses, returns),
        intervalNote: intervalNote(returns.all),
      },
    });
  });

  router.get('/waves/:waveId/questions/:questionId', async (request, response) => {
    const { wave, question } = await questionOf(request);
    const showing = showingTo(request.viewer, request.query['showing']);
    const place = { waveId: wave.id, questionId: question.id };
    await sendPage(request, response, {
      view: 'rates/question',
      title: question.text,
      back: { href: `/waves/${wave.id}`, text: `${wave.surveyName}, ${wave.name}` },
      model: {
        wave,
        question,
        hasTrends: await hasTrends(request, wave.surveyId),
        wordings: await questionWordings(db, question.id),
        limits,
        note: countsNote(showing, limits),
        showing,
        measures: await measuresOfQuestion(db, request.viewer, place, showing),
        chart: await usualChart(db, request.viewer, place, showing),
        intervalNote: intervalNote((await waveReturns(db, wave.id)).all),
      },
    });
  });

  router.post('/waves/:waveId/questions/:questionId/polarity', async (request, response) => {
    const { wave, question } = await questionOf(request);
    const change = parsePolarityForm(request.body, question);
    await changePolarities(db, request.viewer, question, change);
    redirectTo(response, `/waves/${wave.id}/questions/${question.id}`, 'polarity-saved');
  });

  return router;
}
