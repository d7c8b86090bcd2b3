import { Router, type Request, type Response } from 'express';
import { notFound, ViewfinderError, type FieldFault } from '../errors.js';
import { parseFields, parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { findWave } from '../surveys/survey-queries.js';
import { changeMeasure, keepMeasure } from './change-measure.js';
import { measureChoices } from './measure-choices.js';
import { countedLabels, definitionSchema } from './measure-definition.js';
import { measureFaults, wordFaults } from './measure-faults.js';
import {
  blankMeasureForm,
  definitionOf,
  formOf,
  readMeasureForm,
  readWords,
  textOf,
  wordsOf,
  type MeasureChoices,
  type MeasureForm,
  type MeasureWords,
} from './measure-form.js';
import { findMeasure } from './measure-queries.js';
import { placeholdersOf } from './call-out-sentence.js';

/** A form as it is shown: where it is sent to, what was entered, and what is wrong with it. */
interface Shown {
  title: string;
  action: string;
  back: { href: string; text: string };
  form: MeasureForm | MeasureWords;
  /** Null where only the words can be changed, because the responses are gone. */
  choices: MeasureChoices | null;
  faults?: readonly FieldFault[];
  status?: number;
}

const choiceModel = (choices: MeasureChoices, form: MeasureForm) => ({
  choices,
  asked: choices.questions.find(({ id }) => id === form.conditionQuestion) ?? null,
  labels: {
    negative: countedLabels(choices.question, { ...definitionOf(form), counted: 'negative' }),
    topTwo: countedLabels(choices.question, { ...definitionOf(form), counted: 'top_two' }),
  },
  placeholders: placeholdersOf(form.counted === 'mean' ? 'mean' : 'share'),
});

async function sendForm(request: Request, response: Response, shown: Shown): Promise<void> {
  const { title, action, back, form, choices, faults = [], status } = shown;
  const definition = choices && 'counted' in form ? choiceModel(choices, form) : { choices: null };
  await sendPage(request, response, {
    view: 'measures/form',
    title,
    status: status ?? (faults.length > 0 ? 422 : 200),
    faults,
    back,
    model: { action, form, placeholders: placeholdersOf('share'), ...definition },
  });
}

/** Whether only the answers of the question chosen for the condition were asked for. */
const wantsAnswers = (request: Request) => parseFields(request.body)['step'] === 'answers';

/** Saves what was entered, or shows the form again with what is wrong. */
async function saveOr(
  request: Request,
  response: Response,
  shown: Shown & { faults: readonly FieldFault[] },
  save: () => Promise<number>,
): Promise<void> {
  if (wantsAnswers(request)) return sendForm(request, response, { ...shown, faults: [] });
  if (shown.faults.length > 0) return sendForm(request, response, shown);
  try {
    redirectTo(response, `/measures/${await save()}`, 'measure-saved');
  } catch (error) {
    if (!(error instanceof ViewfinderError) || error.faults.length === 0) throw error;
    await sendForm(request, response, { ...shown, faults: error.faults, status: 409 });
  }
}

/** Making a measure from a question of a wave, and changing it. */
export function measureFormRoutes({ db }: Services): Router {
  const router = Router();

  async function newAt(request: Request) {
    const wave = await findWave(db, request.viewer, parseId(request.params['waveId'], 'wave'));
    const questionId = parseId(request.params['questionId'], 'question');
    const question = `/waves/${wave.id}/questions/${questionId}`;
    const choices = await measureChoices(db, request.viewer, { waveId: wave.id, questionId });
    if (!choices) throw notFound('question');
    return {
      place: { surveyId: wave.surveyId, waveId: wave.id, questionId },
      title: 'Keep a figure as a measure',
      action: `${question}/measures`,
      back: { href: question, text: choices.question.text },
      choices,
    };
  }

  router.get('/waves/:waveId/questions/:questionId/measures/new', async (request, response) => {
    const { place, ...shown } = await newAt(request);
    const form = blankMeasureForm(shown.choices);
    await sendForm(request, response, { ...shown, form });
  });

  router.post('/waves/:waveId/questions/:questionId/measures', async (request, response) => {
    const { place, ...shown } = await newAt(request);
    const form = readMeasureForm(request.body, shown.choices);
    const faults = measureFaults(form, shown.choices, request.body);
    await saveOr(request, response, { ...shown, form, faults }, () =>
      keepMeasure(db, request.viewer, { ...place, ...definitionOf(form), ...textOf(form) }),
    );
  });

  async function measureAt(request: Request) {
    const measureId = parseId(request.params['measureId'], 'measure');
    const measure = await findMeasure(db, request.viewer, measureId);
    const { id, name } = measure;
    // What responses that are gone would count by another definition, nobody can tell.
    const choices =
      measure.kept.length > 0 ? null : await measureChoices(db, request.viewer, measure);
    return {
      measure,
      title: 'Change this measure',
      action: `/measures/${id}`,
      back: { href: `/measures/${id}`, text: name },
      choices,
    };
  }

  router.get('/measures/:measureId/edit', async (request, response) => {
    const { measure, ...shown } = await measureAt(request);
    const { choices } = shown;
    const form = choices ? formOf(measure, choices) : wordsOf(measure);
    await sendForm(request, response, { ...shown, form });
  });

  router.post('/measures/:measureId', async (request, response) => {
    const { measure, ...shown } = await measureAt(request);
    const { choices } = shown;
    const words = readWords(request.body);
    const form = choices && readMeasureForm(request.body, choices);
    const faults = form
      ? measureFaults(form, choices, request.body)
      : wordFaults(words, measure.counted);
    const definition = form ? definitionOf(form) : definitionSchema.parse(measure);
    await saveOr(request, response, { ...shown, form: form ?? words, faults }, async () => {
      await changeMeasure(db, request.viewer, measure.id, { ...definition, ...textOf(words) });
      return measure.id;
    });
  });

  return router;
}
