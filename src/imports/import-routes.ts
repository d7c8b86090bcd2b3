import { Router, type Request, type Response } from 'express';
import { ViewfinderError } from '../errors.js';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { latestJob, type Job } from '../jobs/job-queries.js';
import { cancelledFailure } from '../jobs/run-in-thread.js';
import { may } from '../people/permissions.js';
import { beginStep, findImportAt, movedOn, stepAgain } from './begin-step.js';
import { importProgress } from './import-progress.js';
import { findImport, findImportPapers, type ImportSummary } from './import-queries.js';
import { parseMapping, parseMappingEdits, parseProfile, parseReport } from './import-papers.js';
import { beginImport, confirmColumns } from './confirm-columns.js';
import type { ColumnsForm } from './columns-form.js';
import { columnsPage } from './columns-page.js';
import { columnsAddress, parseView } from './columns-view.js';
import { parseSameNumbers } from './mapping-form.js';
import { refuseUndo } from './refuse-undo.js';
import { reportsUsing } from './report-use-queries.js';
import { summariseReport } from './report-summary.js';
import { countWaitingRisks } from '../surveys/risk-count-queries.js';
import { laterImport, laterUpdates, updatedImports } from './updates/later-queries.js';
import type { ImportState } from '../db/schema.js';

/** Each step of an import has its page; `/imports/:id` shows the one where it stands. */
const stepPages: Partial<Record<ImportState, string>> = { mapping: 'columns', checked: 'checks' };
const underWay: readonly ImportState[] = ['reading', 'checking', 'importing', 'undoing', 'purging'];

const purgedAlready = ({ id, fileName }: ImportSummary) =>
  new ViewfinderError(
    'conflict',
    `The responses of ${fileName} have been removed and the figures of its wave kept, so it cannot be undone.`,
    { link: { href: `/imports/${id}`, text: 'See the import' } },
  );

/** Why an import is back at this step; what was cancelled may still have to be written over. */
function whyBack(job: Job | undefined): string | null {
  if (job?.state === 'failed') return job.error;
  const by = job?.state === 'running' ? job.cancelledBy : null;
  return by === null ? null : cancelledFailure(by).error;
}

export function importRoutes(services: Services): Router {
  const { db, jobs } = services;
  const router = Router();
  const idOf = (request: Request) => parseId(request.params['importId'], 'import');

  const importAt = (request: Request, states: readonly ImportState[]) =>
    findImportAt(services, request.viewer, idOf(request), states);

  /** A published import, or one whose undoing failed and may be tried again. */
  async function undoableImport(request: Request) {
    const found = await importAt(request, ['published', 'undoing', 'purging', 'purged']);
    if (found.state === 'purging' || found.state === 'purged') throw purgedAlready(found);
    const job = found.state === 'undoing' ? await latestJob(db, found.id) : undefined;
    if (job?.state === 'queued' || job?.state === 'running') throw movedOn(found);
    return found;
  }

  router.get('/imports/:importId', async (request, response) => {
    const found = await findImport(db, request.viewer, idOf(request));
    const step = stepPages[found.state];
    if (step) return redirectTo(response, `/imports/${found.id}/${step}`);
    const job = (await latestJob(db, found.id)) ?? null;
    const moving = underWay.includes(found.state) && job?.state !== 'failed';
    const papers = await findImportPapers(db, found.id);
    const report = parseReport(papers.report);
    await sendPage(request, response, {
      view: moving ? 'imports/progress' : 'imports/result',
      title: found.fileName,
      back: { href: '/imports', text: 'Imports' },
      ...(moving ? { refreshSeconds: 3 } : {}),
      model: {
        import: found,
        job,
        progress: job && importProgress(job, Date.now()),
        again: stepAgain(found, job, papers.uploadKey !== null) !== null,
        kept: papers.uploadName !== null,
        waitingRisks: await countWaitingRisks(db, request.viewer, found.id),
        later: await laterUpdates(db, found.id),
        report,
        summary: report && summariseReport(report, true),
      },
    });
  });

  /** The columns page in a view of it, or with the faults of what was asked for. */
  async function showColumns(
    request: Request,
    response: Response,
    { view, faults, selected }: Pick<ColumnsForm, 'view' | 'faults' | 'selected'>,
  ) {
    const found = await importAt(request, ['mapping', 'checked']);
    const papers = await findImportPapers(db, found.id);
    const profile = parseProfile(papers.profile);
    const mapping = parseMapping(papers.mapping);
    if (!profile || !mapping)
      throw new ViewfinderError('conflict', 'The file has not been read yet.');
    const job = await latestJob(db, found.id);
    await sendPage(request, response, {
      view: 'imports/columns',
      title: 'Confirm what each column is',
      status: faults.length > 0 ? 422 : 200,
      back: { href: '/imports', text: 'Imports' },
      faults,
      model: {
        import: found,
        error: whyBack(job),
        again: stepAgain(found, job, true) !== null,
        ...columnsPage(profile, mapping, parseMappingEdits(papers.mappingEdits), {
          showPersonal: may(request.viewer, 'personal_columns'),
          view,
          selected,
        }),
      },
    });
  }

  router.get('/imports/:importId/columns', async (request, response) => {
    await showColumns(request, response, {
      view: parseView(request.query),
      faults: [],
      selected: [],
    });
  });

  router.post('/imports/:importId/columns', async (request, response) => {
    const importId = idOf(request);
    const form = await confirmColumns(services, request.viewer, importId, request.body);
    if (form.goesOn) {
      await jobs.idleOrLate();
      return redirectTo(response, `/imports/${importId}`);
    }
    if (form.faults.length > 0) return showColumns(request, response, form);
    redirectTo(response, columnsAddress(importId, form.view, form.place));
  });

  router.get('/imports/:importId/checks', async (request, response) => {
    const found = await importAt(request, ['checked']);
    const papers = await findImportPapers(db, found.id);
    const job = await latestJob(db, found.id);
    const report = parseReport(papers.report);
    await sendPage(request, response, {
      view: 'imports/checks',
      title: 'Check before importing',
      back: { href: `/imports/${found.id}/columns`, text: 'Columns' },
      model: {
        import: found,
        error: whyBack(job),
        again: stepAgain(found, job, true) !== null,
        report,
        summary: report && summariseReport(report, false),
        questions: parseMapping(papers.mapping)?.questions ?? [],
      },
    });
  });

  router.post('/imports/:importId/import', async (request, response) => {
    const importId = idOf(request);
    await beginImport(services, request.viewer, importId, parseSameNumbers(request.body));
    await jobs.idleOrLate();
    redirectTo(response, `/imports/${importId}`);
  });

  router.get('/imports/:importId/undo', async (request, response) => {
    const found = await undoableImport(request);
    await sendPage(request, response, {
      view: 'imports/undo',
      title: 'Undo this import?',
      back: { href: `/imports/${found.id}`, text: found.fileName },
      model: {
        import: found,
        later: (await laterImport(db, found.id)) ?? null,
        elsewhere: await updatedImports(db, found.id),
        ...(await reportsUsing(db, request.viewer, found.id)),
      },
    });
  });

  router.post('/imports/:importId/undo', async (request, response) => {
    const found = await undoableImport(request);
    await refuseUndo(db, request.viewer, found);
    await beginStep(services, request.viewer, found, { kind: 'undo', state: 'undoing' });
    await jobs.idleOrLate();
    redirectTo(response, `/imports/${found.id}`);
  });

  return router;
}
