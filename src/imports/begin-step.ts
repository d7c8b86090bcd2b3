import type { SameNumbers } from '../db/schema-updates.js';
import type { ImportState } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import type { Services } from '../http/services.js';
import { latestJob, type Job, type JobKind } from '../jobs/job-queries.js';
import { recordAudit, type AuditEntry } from '../people/audit-queries.js';
import type { Viewer } from '../people/permissions.js';
import {
  findImport,
  findImportPapers,
  moveImport,
  sealPapers,
  type ImportSummary,
} from './import-queries.js';

/** The work that brings an import on from where it stands. */
export interface NextStep {
  kind: JobKind;
  state: ImportState;
  mappingEdits?: string | null;
  sameNumbers?: SameNumbers | null;
  /** What the audit is told beside the step itself. */
  entry?: Pick<AuditEntry, 'action' | 'before' | 'after'>;
}

export const movedOn = ({ id, fileName }: Pick<ImportSummary, 'id' | 'fileName'>) =>
  new ViewfinderError('conflict', `${fileName} is not at this step any more.`, {
    link: { href: `/imports/${id}`, text: 'See where it stands' },
  });

/** @throws ViewfinderError `conflict` where it stands at none of the steps. */
export async function findImportAt(
  { db }: Pick<Services, 'db'>,
  viewer: Viewer,
  importId: number,
  states: readonly ImportState[],
): Promise<ImportSummary> {
  const found = await findImport(db, viewer, importId);
  if (states.includes(found.state)) return found;
  throw movedOn(found);
}

/**
 * Queues the work of an import's next step, noted together with the step.
 * @throws ViewfinderError `conflict` where another request has moved the import on meanwhile.
 */
export async function beginStep(
  { db, jobs }: Pick<Services, 'db' | 'jobs'>,
  viewer: Viewer,
  found: ImportSummary,
  { kind, entry, ...change }: NextStep,
): Promise<void> {
  const papers = change.mappingEdits ? await sealPapers(db, found.id, change) : {};
  const job = await db.transaction().execute(async (transaction) => {
    const step = { ...change, ...papers };
    if (!(await moveImport(transaction, found.id, [found.state], step))) throw movedOn(found);
    const subject = { kind: 'import', id: found.id, name: found.fileName };
    if (entry) await recordAudit(transaction, viewer, { ...entry, subject });
    return jobs.note(transaction, kind, found.id, viewer);
  });
  jobs.run(job);
}

/** From which state each kind of work begins, and which it leads through. */
const repeatable: Partial<Record<JobKind, { from: ImportState; through: ImportState }>> = {
  read: { from: 'failed', through: 'reading' },
  check: { from: 'mapping', through: 'checking' },
  import: { from: 'checked', through: 'importing' },
  whole: { from: 'failed', through: 'reading' },
};

/** A read that was never noted, as the process stopped just before, has no job. */
const unnoted = { kind: 'read', state: 'failed' } as const;

/** The step that an import failed at last, where it can be done again without its file being sent again. */
export function stepAgain(
  { state }: Pick<ImportSummary, 'state'>,
  job: Pick<Job, 'kind' | 'state'> | null | undefined,
  hasFile: boolean,
): NextStep | null {
  const last = job ?? unnoted;
  const step = repeatable[last.kind];
  if (!hasFile || last.state !== 'failed' || step?.from !== state) return null;
  const entry = { action: 'import_begun' as const };
  return { kind: last.kind, state: step.through, ...(last.kind === 'import' ? { entry } : {}) };
}

/**
 * Begins the step again that an import failed at last.
 * @throws ViewfinderError `conflict` where there is none.
 */
export async function repeatStep(
  services: Pick<Services, 'db' | 'jobs'>,
  viewer: Viewer,
  importId: number,
): Promise<void> {
  const { db } = services;
  const found = await findImport(db, viewer, importId);
  const { uploadKey } = await findImportPapers(db, found.id);
  const step = stepAgain(found, await latestJob(db, found.id), uploadKey !== null);
  if (!step) throw movedOn(found);
  await beginStep(services, viewer, found, step);
}
