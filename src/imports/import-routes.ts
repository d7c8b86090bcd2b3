import { Router, type Request, type Response } from 'express';
import { ViewfinderError } from '../errors.js';
import { parseId } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { latestJob, type JobKind } from '../jobs/job-queries.js';
import { recordAudit, type AuditEntry } from '../people/audit-queries.js';
import { may } from '../people/permissions.js';
import { patience } from './import-task.js';
import {
  findImport,
  findImportPapers,
  moveImport,
  reportsQuoting,
  sealPapers,
  type ImportSummary,
} from './import-queries.js';
import { parseMapping, parseMappingEdits, parseProfile, parseReport } from './import-papers.js';
import { parseColumnsForm, type ColumnsForm } from './columns-form.js';
import { columnsPage } from './columns-page.js';
import { columnsAddress, parseView } from './columns-view.js';
import { mappingChanges } from './mapping-changes.js';
import { problemsCsv } from './problems-csv.js';
import { discardImport } from './discard-import.js';
import type { ImportState } from '../db/schema.js';

/** Each step of an import has its page; `/imports/:id` shows the one where it stands. */
const stepPages: Partial<Record<ImportState, string>> = { mapping: 'columns', checked: 'checks' };
const underWay: readonly ImportState[] = ['reading', 'checking', 'importing', 'undoing', 'purging'];

interface NextStep {
  kind: JobKind;
  state: ImportState;
  mappingEdits?: string | null;
  /** What the audit is told beside the step itself. */
  entry?: Pick<AuditEntry, 'action' | 'before' | 'after'>;
}

const movedOn = ({ id, fileName }: ImportSummary) =>
  new ViewfinderError('conflict', `${fileName} is not at this step any more.`, {
    link: { href: `/imports/${id}`, text: 'See where it stands' },
  });

const purgedAlready = ({ id, fileName }: ImportSummary) =>
  new ViewfinderError(
    'conflict',
    `The responses of ${fileName} have been removed and the figures of its wave kept, so it cannot be undone.`,
    { link: { href: `/imports/${id}`, text: 'See the import' } },
  );

export function importRoutes(services: Services): Router {
  const { db, jobs } = services;
  const router = Router();
  const idOf = (request: Request) => parseId(request.params['importId'], 'import');

  /** The import, if it stands at one of the steps at which this may be done. */
  async function importAt(request: Request, states: readonly ImportState[]) {
    const found = await findImport(db, request.viewer, idOf(request));
    if (states.includes(found.state)) return found;
    throw movedOn(found);
  }

  /** Queues the work of the next step, unless another request has moved the import on meanwhile. */
  async function begin(request: Request, found: ImportSummary, next: NextStep): Promise<void> {
    const { kind, entry, ...change } = next;
    const subject = { kind: 'import', id: found.id, name: found.fileName };
    const papers = change.mappingEdits ? await sealPapers(db, found.id, change) : {};
    await db.transaction().execute(async (transaction) => {
      const step = { ...change, ...papers };
      const moved = await moveImport(transaction, found.id, [found.state], step);
      if (!moved) throw movedOn(found);
      if (entry) await recordAudit(transaction, request.viewer, { ...entry, subject });
    });
    await jobs.start(kind, found.id, request.viewer);
    await jobs.idleOr(patience);
  }

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
    await sendPage(request, response, {
      view: moving ? 'imports/progress' : 'imports/result',
      title: found.fileName,
      back: { href: '/imports', text: 'Imports' },
      ...(moving ? { refreshSeconds: 3 } : {}),
      model: {
        import: found,
        job,
        kept: papers.uploadName !== null,
        report: parseReport(papers.report),
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
        error: job?.state === 'failed' ? job.error : null,
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
    const found = await importAt(request, ['mapping', 'checked']);
    const papers = await findImportPapers(db, found.id);
    const mapping = parseMapping(papers.mapping);
    if (!mapping) throw new ViewfinderError('conflict', 'The file has not been read yet.');
    const form = parseColumnsForm(request.body, mapping, parseMappingEdits(papers.mappingEdits));
    const mappingEdits = JSON.stringify(form.edits);
    if (form.goesOn) {
      const changes = mappingChanges(parseProfile(papers.profile), mapping, form.edits);
      const entry = { action: 'mapping_edited' as const, ...changes };
      await begin(request, found, { kind: 'check', state: 'checking', mappingEdits, entry });
      return redirectTo(response, `/imports/${found.id}`);
    }
    // What was checked before is no longer what would be imported.
    const step = {
      state: 'mapping' as const,
      ...(await sealPapers(db, found.id, { mappingEdits })),
    };
    if (!(await moveImport(db, found.id, [found.state], step))) throw movedOn(found);
    if (form.faults.length > 0) return showColumns(request, response, form);
    redirectTo(response, columnsAddress(found.id, form.view, form.place));
  });

  router.get('/imports/:importId/checks', async (request, response) => {
    const found = await importAt(request, ['checked']);
    const papers = await findImportPapers(db, found.id);
    const job = await latestJob(db, found.id);
    await sendPage(request, response, {
      view: 'imports/checks',
      title: 'Check before importing',
      back: { href: `/imports/${found.id}/columns`, text: 'Columns' },
      model: {
        import: found,
        error: job?.state === 'failed' ? job.error : null,
        report: parseReport(papers.report),
        questions: parseMapping(papers.mapping)?.questions ?? [],
      },
    });
  });

  router.post('/imports/:importId/import', async (request, response) => {
    const found = await importAt(request, ['checked']);
    const entry = { action: 'import_begun' as const };
    await begin(request, found, { kind: 'import', state: 'importing', entry });
    redirectTo(response, `/imports/${found.id}`);
  });

  router.get('/imports/:importId/problems.csv', async (request, response) => {
    const found = await findImport(db, request.viewer, idOf(request));
    const report = parseReport((await findImportPapers(db, found.id)).report);
    const problems = report?.problems ?? [];
    await recordAudit(db, request.viewer, {
      action: 'problems_downloaded',
      subject: { kind: 'import', id: found.id, name: found.fileName },
      after: { problems: problems.length },
    });
    response.attachment(`problems-import-${found.id}.csv`).type('text/csv');
    response.send(problemsCsv(found.fileName, problems));
  });

  router.get('/imports/:importId/undo', async (request, response) => {
    const found = await undoableImport(request);
    await sendPage(request, response, {
      view: 'imports/undo',
      title: 'Undo this import?',
      back: { href: `/imports/${found.id}`, text: found.fileName },
      model: { import: found, ...(await reportsQuoting(db, request.viewer, found.id)) },
    });
  });

  router.post('/imports/:importId/undo', async (request, response) => {
    const found = await undoableImport(request);
    const { reports, hidden } = await reportsQuoting(db, request.viewer, found.id);
    const [report] = reports;
    if (report) {
      throw new ViewfinderError(
        'conflict',
        `${found.fileName} is quoted in the report “${report.title}”. Take its quotes out of the report first.`,
        { link: { href: `/reports/${report.id}`, text: 'Open the report' } },
      );
    }
    if (hidden > 0) {
      throw new ViewfinderError(
        'conflict',
        `${found.fileName} is quoted in a report that you cannot open. Ask an administrator to have its quotes taken out first.`,
      );
    }
    await begin(request, found, { kind: 'undo', state: 'undoing' });
    redirectTo(response, `/imports/${found.id}`);
  });

  router.post('/imports/:importId/discard', async (request, response) => {
    const found = await importAt(request, ['mapping', 'checked', 'failed', 'undone']);
    if (!(await moveImport(db, found.id, [found.state], { state: 'failed' }))) throw movedOn(found);
    await discardImport(services, request.viewer, found.id);
    redirectTo(response, '/imports', 'import-discarded');
  });

  return router;
}
