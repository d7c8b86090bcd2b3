import { rm } from 'node:fs/promises';
import { Router, type Request, type Response } from 'express';
import { ViewfinderError, type FieldFault } from '../errors.js';
import { parseFields, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { receivedFile } from '../http/upload.js';
import { latestJob } from '../jobs/job-queries.js';
import type { Actor } from '../people/permissions.js';
import { respondentGroups } from '../surveys/respondent-groups.js';
import { listSurveys } from '../surveys/survey-queries.js';
import { discardImport } from './discard-import.js';
import { findImport, listImports } from './import-queries.js';
import { patience } from './import-task.js';
import { receiveFile } from './receive-file.js';

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

function missingFields(form: UploadForm, hasFile: boolean): FieldFault[] {
  const faults: FieldFault[] = [];
  if (surveyName(form) === '') {
    faults.push({ field: 'survey', message: 'Choose a survey, or enter the name of a new one' });
  }
  if (form.wave === '') {
    faults.push({ field: 'wave', message: 'Enter the wave, such as 2012-13' });
  }
  if (!hasFile) faults.push({ field: 'file', message: 'Choose the spreadsheet to import' });
  return faults;
}

/** Removes all that a file left which could not be read, and says why it could not. */
async function discardUnread(services: Services, actor: Actor, importId: number): Promise<string> {
  const job = await latestJob(services.db, importId);
  await discardImport(services, actor, importId);
  return job?.error ?? 'The file could not be read.';
}

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

  async function receive(request: Request, form: UploadForm): Promise<number> {
    const upload = receivedFile(request);
    const faults = missingFields(form, upload !== undefined);
    if (!upload || faults.length > 0) {
      if (upload) await rm(upload.path, { force: true });
      throw new ViewfinderError('invalid', 'Some of the form is missing.', { faults });
    }
    try {
      return await receiveFile(db, request.viewer, {
        ...upload,
        fileName: upload.originalName,
        survey: surveyName(form),
        wave: form.wave,
        group: form.group,
      });
    } catch (error) {
      await rm(upload.path, { force: true });
      throw error;
    }
  }

  router.get('/imports', async (request, response) => {
    const imports = await listImports(db, request.viewer);
    await sendPage(request, response, {
      view: 'imports/list',
      title: 'Imports',
      model: { imports },
    });
  });

  router.get('/imports/new', async (request, response) => {
    await showForm(request, response, parseUploadForm(request.query));
  });

  router.post('/imports', async (request: Request, response: Response) => {
    const form = parseUploadForm(request.body);
    try {
      const importId = await receive(request, form);
      await jobs.start('read', importId, request.viewer);
      await jobs.idleOr(patience);
      const { state } = await findImport(db, request.viewer, importId);
      if (state === 'failed') {
        const reason = await discardUnread(services, request.viewer, importId);
        throw new ViewfinderError('invalid', reason);
      }
      redirectTo(response, `/imports/${importId}`);
    } catch (error) {
      if (!(error instanceof ViewfinderError)) throw error;
      await showForm(request, response, form, error);
    }
  });

  return router;
}
