import { Router, type Request, type Response } from 'express';
import { notFound, ViewfinderError, type FieldFault } from '../errors.js';
import { parseFields, parseId, parseOptionalId, parseText, parseTexts } from '../http/parse.js';
import { sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { latestJob } from '../jobs/job-queries.js';
import type { Viewer } from '../people/permissions.js';
import { listSurveys } from '../surveys/survey-queries.js';
import { describeResponses } from './describe-response.js';
import { eraseResponses } from './erase-response.js';
import {
  findResponses,
  responseAtRow,
  responseOfComment,
  type KnownResponse,
} from './response-queries.js';

/** More would hold the request, and whoever waits to write, for long. */
const mostAtOnce = 100;

interface EraseForm {
  wave: string;
  response: string;
}

/** Erasing one person's response: finding it, the question, the end. Its id is never in an address. */
export function eraseRoutes(services: Services): Router {
  const { db } = services;
  const router = Router();
  const back = { href: '/records', text: 'How long responses are kept' };

  const visible = (viewer: Viewer, responses: KnownResponse[]) => {
    const seen = responses.filter(({ surveyId }) => !viewer.hiddenSurveys.includes(surveyId));
    if (seen.length === 0) throw notFound('response');
    return seen;
  };

  async function wavesFor(viewer: Viewer) {
    const surveys = await listSurveys(db, viewer);
    return surveys.flatMap(({ name, waves }) =>
      waves
        .filter(({ imports, purgedAt }) => imports > 0 && purgedAt === null)
        .map((wave) => ({ value: String(wave.id), text: `${name}, ${wave.name}` })),
    );
  }

  async function sendForm(
    request: Request,
    response: Response,
    form: EraseForm,
    faults: FieldFault[] = [],
  ) {
    await sendPage(request, response, {
      view: 'records/find-response',
      title: 'Erase a response',
      status: faults.length > 0 ? 422 : 200,
      faults,
      model: { waves: await wavesFor(request.viewer), form },
    });
  }

  const sendQuestion = async (request: Request, response: Response, found: KnownResponse[]) =>
    sendPage(request, response, {
      view: 'records/erase',
      title: found.length === 1 ? 'Erase this response?' : 'Erase these responses?',
      back,
      model: { preview: await describeResponses(db, request.viewer, found) },
    });

  router.get('/records/erase', async (request, response) => {
    const commentId = parseOptionalId(request.query['comment']);
    const wave = parseText(request.query['wave']);
    if (commentId === undefined) return sendForm(request, response, { wave, response: '' });
    const found = visible(request.viewer, await responseOfComment(db, commentId));
    await sendQuestion(request, response, found);
  });

  router.post('/records/erase', async (request, response) => {
    const fields = parseFields(request.body);
    const form = { wave: parseText(fields['wave']), response: parseText(fields['response']) };
    const faults: FieldFault[] = [];
    const waveId = parseOptionalId(form.wave);
    const waves = await wavesFor(request.viewer);
    if (waveId === undefined || !waves.some(({ value }) => value === form.wave)) {
      faults.push({ field: 'wave', message: 'Choose the wave that the response is in' });
    }
    if (form.response === '') {
      faults.push({ field: 'response', message: 'Enter the id of the response' });
    }
    if (waveId === undefined || faults.length > 0) {
      return sendForm(request, response, form, faults);
    }
    const found = await findResponses(db, waveId, form.response);
    if (found.length > 0) return sendQuestion(request, response, found);
    const message = 'No response of this wave has that id. Check it, and the wave';
    await sendForm(request, response, form, [{ field: 'response', message }]);
  });

  /** The responses that the question named, each "import/row". */
  async function named(request: Request): Promise<KnownResponse[]> {
    const found: KnownResponse[] = [];
    const texts = new Set(parseTexts(parseFields(request.body)['response']));
    if (texts.size > mostAtOnce) {
      throw new ViewfinderError('invalid', `Erase ${mostAtOnce} responses at a time at most.`);
    }
    for (const text of texts) {
      const [importId = 0, row = 0] = text.split('/').map((id) => parseId(id, 'response'));
      found.push(...(await responseAtRow(db, importId, row)));
    }
    return visible(request.viewer, found);
  }

  router.post('/records/erasures', async (request, response) => {
    const found = await named(request);
    const preview = await eraseResponses(services, request.viewer, found);
    const job = await latestJob(db, found[0]?.importId ?? 0);
    await sendPage(request, response, {
      view: 'records/erased',
      title: found.length === 1 ? 'The response has been erased' : 'The responses have been erased',
      back,
      model: { preview, job: job ?? null },
    });
  });

  return router;
}
