import { Router, type Request, type Response } from 'express';
import { showingTo } from './breakdown-queries.js';
import { notFound, ViewfinderError } from '../errors.js';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { findWave } from '../surveys/survey-queries.js';
import { hasOptions } from './asked-question.js';
import { baseFormOf, baseQuestions, isKept, type BaseForm } from './base-form.js';
import { basePlaceholders } from './base-placeholders.js';
import { routingOf } from './base-rule.js';
import { changeBase, previewBase, withBase } from './change-base.js';
import { conditionInWords } from './condition-words.js';
import { parseBaseForm } from './parse-base-form.js';
import { waveQuestions } from './wave-counts.js';
import { countsNote } from './withhold.js';

/** Of whom a question's figures are: shown, tried out and changed. */
export function baseRoutes({ db, config: { disclosure: limits } }: Services): Router {
  const router = Router();

  async function placeOf(request: Request) {
    const place = await findWave(db, request.viewer, parseId(request.params['waveId'], 'wave'));
    const wave = await waveQuestions(db, place.id);
    const questionId = parseId(request.params['questionId'], 'question');
    const question = wave.questions.find(({ id }) => id === questionId);
    if (!question || !hasOptions(question) || question.kind === 'attribute') {
      throw notFound('question');
    }
    return { place, wave, question };
  }
  type Place = Awaited<ReturnType<typeof placeOf>>;

  async function showForm(
    request: Request,
    response: Response,
    { place, wave, question }: Place,
    { form, error }: { form: BaseForm; error?: ViewfinderError },
  ): Promise<void> {
    const { questions } = wave;
    const words = await previewBase(db, request.viewer, wave, withBase(question, form));
    const routing = routingOf(question);
    const { baseRule = null } = question;
    await sendPage(request, response, {
      view: 'rates/base',
      title: 'Change the base',
      ...(error ? { status: 422, faults: error.faults } : {}),
      back: { href: `/waves/${place.id}/questions/${question.id}`, text: question.text },
      model: {
        wave: place,
        question,
        form,
        note: countsNote(showingTo(request.viewer), limits),
        showing: showingTo(request.viewer),
        offered: baseQuestions(questions, question),
        routing: routing && conditionInWords(routing, questions),
        kept:
          baseRule !== null && baseRule !== 'everyone' && isKept(question)
            ? conditionInWords(baseRule, questions)
            : null,
        words: { shown: words.shown, written: words.written },
        placeholders: Object.entries(basePlaceholders),
      },
    });
  }

  router.get('/waves/:waveId/questions/:questionId/base', async (request, response) => {
    const place = await placeOf(request);
    await showForm(request, response, place, { form: baseFormOf(place.question) });
  });

  router.post('/waves/:waveId/questions/:questionId/base', async (request, response) => {
    const place = await placeOf(request);
    const { step, ...form } = parseBaseForm(request.body);
    if (step === 'show') return showForm(request, response, place, { form });
    try {
      await changeBase(db, request.viewer, { ...place, form });
    } catch (error) {
      if (!(error instanceof ViewfinderError) || error.faults.length === 0) throw error;
      return showForm(request, response, place, { form, error });
    }
    const address = `/waves/${place.place.id}/questions/${place.question.id}`;
    redirectTo(response, address, 'base-saved');
  });

  return router;
}
