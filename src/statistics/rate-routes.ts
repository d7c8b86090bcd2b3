import { Router, type Request, type Response } from 'express';
import { notFound, ViewfinderError } from '../errors.js';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { respondentGroups } from '../surveys/respondent-groups.js';
import { findWave } from '../surveys/survey-queries.js';
import { blankMeasureForm, parseMeasureForm, type MeasureForm } from './measure-form.js';
import { addMeasure } from './measure-queries.js';
import { changePolarities } from './change-polarities.js';
import { parsePolarityForm } from './polarity-form.js';
import { waveReturns } from './invited-queries.js';
import { questionWordings, waveResponses } from './rate-queries.js';
import { intervalNote, responsesInWords } from './response-rate.js';
import { waveRates } from './wave-rates.js';
import { countsNote } from './withhold.js';

export function rateRoutes({ db, config: { disclosure: limits } }: Services): Router {
  const router = Router();
  const waveOf = (request: Request) =>
    findWave(db, request.viewer, parseId(request.params['waveId'], 'wave'));

  async function questionOf(request: Request) {
    const wave = await waveOf(request);
    const { questions } = await waveRates(db, request.viewer, wave.id);
    const questionId = parseId(request.params['questionId'], 'question');
    const question = questions.find(({ id }) => id === questionId);
    if (!question) throw notFound('question');
    return { wave, question };
  }

  async function showQuestion(
    request: Request,
    response: Response,
    form?: MeasureForm,
    error?: ViewfinderError,
  ): Promise<void> {
    const { wave, question } = await questionOf(request);
    await sendPage(request, response, {
      view: 'rates/question',
      title: question.text,
      ...(error ? { status: error.kind === 'conflict' ? 409 : 422, faults: error.faults } : {}),
      back: { href: `/waves/${wave.id}`, text: `${wave.surveyName}, ${wave.name}` },
      model: {
        wave,
        question,
        wordings: await questionWordings(db, question.id),
        limits,
        note: countsNote(request.viewer, limits),
        intervalNote: intervalNote((await waveReturns(db, wave.id)).all),
        form: form ?? blankMeasureForm(question),
        groups: respondentGroups
          .filter((group) => question.groups.some(({ groupKey }) => groupKey === group.key))
          .map(({ key, plural }) => ({ key, plural })),
      },
    });
  }

  router.get('/waves/:waveId', async (request, response) => {
    const wave = await waveOf(request);
    const responses = await waveResponses(db, wave.id);
    const { all: returned } = await waveReturns(db, wave.id);
    const rates = await waveRates(db, request.viewer, wave.id);
    await sendPage(request, response, {
      view: 'rates/wave',
      title: `${wave.surveyName}, ${wave.name}`,
      back: { href: '/surveys', text: 'Surveys' },
      model: {
        ...{ wave, responses, limits, note: countsNote(request.viewer, limits), ...rates },
        received: responsesInWords(responses, returned),
        intervalNote: intervalNote(returned),
      },
    });
  });

  router.get('/waves/:waveId/questions/:questionId', (request, response) =>
    showQuestion(request, response),
  );

  router.post('/waves/:waveId/questions/:questionId/polarity', async (request, response) => {
    const { wave, question } = await questionOf(request);
    const change = parsePolarityForm(request.body, question);
    await changePolarities(db, request.viewer, question, change);
    redirectTo(response, `/waves/${wave.id}/questions/${question.id}`, 'polarity-saved');
  });

  router.post('/waves/:waveId/questions/:questionId/measures', async (request, response) => {
    const { wave, question } = await questionOf(request);
    const form = parseMeasureForm(request.body, question);
    try {
      if (form.faults.length > 0) {
        throw new ViewfinderError('invalid', 'Some of the measure is missing.', form);
      }
      const { faults, ...kept } = form;
      const place = { surveyId: wave.surveyId, waveId: wave.id, questionId: question.id };
      const id = await addMeasure(db, request.viewer, { ...kept, ...place });
      redirectTo(response, `/measures/${id}`, 'measure-saved');
    } catch (error) {
      if (!(error instanceof ViewfinderError)) throw error;
      await showQuestion(request, response, form, error);
    }
  });

  return router;
}
