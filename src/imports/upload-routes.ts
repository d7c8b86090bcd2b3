import { Router, type Request, type Response } from 'express';
import { ViewfinderError } from '../errors.js';
import { parseFields, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { receivedFile } from '../http/upload.js';
import { respondentGroups } from '../surveys/respondent-groups.js';
import { listSurveys } from '../surveys/survey-queries.js';
import { beginUpload, refusalOf } from './begin-upload.js';
import { listWithProgress } from './list-imports.js';

interface UploadForm {
  survey: string;
  newSurvey: string;
  wave: string;
  group: string;
}

function parseUploadForm(body: unknown): UploadForm {
  const fields = parseFields(body);
  return {
    survey: parseText(fields['survey']),
    newSurvey: parseText(fields['newSurvey']),
    wave: parseText(fields['wave']),
    group: parseText(fields['group']),
  };
}

/** A survey chosen from the list or named anew; the name typed wins. */
const surveyName = (form: UploadForm) => form.newSurvey || form.survey;

export function uploadRoutes(services: Services): Router {
  const { config, db, jobs } = services;
  const router = Router();

  async function showForm(
    request: Request,
    response: Response,
    form: UploadForm,
    error?: ViewfinderError,
  ): Promise<void> {
    const surveys = await listSurveys(db, request.viewer);
    const fallback = error && [{ field: 'file', message: error.message }];
    await sendPage(request, response, {
      view: 'imports/new',
      title: 'Import a spreadsheet',
      status: error
        ? error.kind === 'conflict'
          ? 409
          : error.kind === 'too_large'
            ? 413
            : 422
        : 200,
      back: { href: '/imports', text: 'Imports' },
      faults: error?.faults.length ? error.faults : (fallback ?? []),
      model: {
        form,
        surveys,
        waves: [...new Set(surveys.flatMap((survey) => survey.waves.map((wave) => wave.name)))],
        groups: respondentGroups.map(({ key, plural }) => ({ key, plural })),
        link: error?.link ?? null,
        uploadLimitBytes: config.uploadLimitBytes,
      },
    });
  }

  router.get('/imports', async (request, response) => {
    const imports = await listWithProgress(db, request.viewer);
    const waiting = imports.filter(({ next }) => next !== null).length;
    await sendPage(request, response, {
      view: 'imports/list',
      title: 'Imports',
      model: { imports, waiting },
    });
  });

  router.get('/imports/new', async (request, response) => {
    await showForm(request, response, parseUploadForm(request.query));
  });

  router.post('/imports', async (request: Request, response: Response) => {
    const form = parseUploadForm(request.body);
    try {
      const { wave, group } = form;
      const place = { survey: surveyName(form), wave, group, confirm: '', leaveOut: '' };
      const file = receivedFile(request);
      const importId = await beginUpload(services, request.viewer, file, place);
      await jobs.idleOrLate();
      const reason = await refusalOf(services, request.viewer, importId);
      if (reason !== null) throw new ViewfinderError('invalid', reason);
      redirectTo(response, `/imports/${importId}`);
    } catch (error) {
      if (!(error instanceof ViewfinderError)) throw error;
      await showForm(request, response, form, error);
    }
  });

  return router;
}
