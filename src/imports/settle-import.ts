import type { Config } from '../config.js';
import type { Db, ImportState } from '../db/schema.js';
import { wipeErased } from '../db/wipe.js';
import { ViewfinderError } from '../errors.js';
import type { Services } from '../http/services.js';
import { serverActor } from '../people/permissions.js';
import { wholeSight } from '../people/sight.js';
import { logFault } from '../log-fault.js';
import { finishJob, unfinishedJobs, type JobKind, type OrderedJob } from '../jobs/job-queries.js';
import { cutShort, leavesWords } from '../jobs/job-runner.js';
import type { Failure } from '../jobs/run-in-thread.js';
import { isStillRunning } from '../jobs/still-running.js';
import { recordAudit } from '../people/audit-queries.js';
import { changeImport, findImport, findImportPapers } from './import-queries.js';
import { strandedImports } from './import-state-queries.js';
import { removeStrayOptions } from './lone-answers.js';
import { clearImport } from './undo-import.js';
import { neededUploads, unsealedUploads } from './upload-queries.js';
import { dropStrayUploads, dropUpload } from './uploads.js';

/** Where an import stands again after work on it failed: the step before, nothing half-written. */
const stateAfterFailure: Partial<Record<JobKind, ImportState>> = {
  read: 'failed',
  check: 'mapping',
  import: 'checked',
  whole: 'failed',
  undo: 'undoing',
  purge: 'purging',
};

const stateAtEnd: Partial<Record<JobKind, ImportState>> = {
  import: 'published',
  whole: 'published',
  undo: 'undone',
  purge: 'purged',
};
const writes = new Set<JobKind>(['import', 'whole']);
/** Refused before anything was touched; or done again from its beginning, each comment whole meanwhile. */
const leavesPublished = new Set<JobKind>(['undo', 'recode']);
const reads = new Set<JobKind>(['read', 'whole']);
/** Steps that an import can only go back to while its file is there. */
const needFile: readonly ImportState[] = ['mapping', 'checked'];

/** A file that could not be read, or that nobody wants read, goes; one that only the stop came between stays. */
async function dropUnread(db: Db, config: Config, importId: number): Promise<void> {
  await dropUpload(config, (await findImportPapers(db, importId)).uploadName);
  await changeImport(db, importId, { uploadName: null, uploadKey: null });
}

/**
 * Puts an import back in order after its work failed, was cut short or cancelled. Resolves with whether
 * all of it was kept before that.
 */
export async function settleImport(
  db: Db,
  config: Config,
  job: Pick<OrderedJob, 'kind' | 'importId' | 'actor'>,
  how: Failure['how'],
): Promise<boolean> {
  const { fileName, surveyId, state: found } = await findImport(db, wholeSight, job.importId);
  // Stopped after all was kept, on the way to a clean log: there is nothing to go back to.
  if (stateAtEnd[job.kind] === found) return true;
  if (leavesPublished.has(job.kind) && found === 'published') return false;
  if (writes.has(job.kind)) {
    await clearImport(db, job.importId);
    await removeStrayOptions(db, { importId: job.importId, surveyId });
  }
  if (reads.has(job.kind) && how !== 'broken') await dropUnread(db, config, job.importId);
  const before = stateAfterFailure[job.kind];
  if (before === undefined) return false;
  const { uploadKey } = await findImportPapers(db, job.importId);
  const state = uploadKey === null && needFile.includes(before) ? 'failed' : before;
  await db.transaction().execute(async (transaction) => {
    await changeImport(transaction, job.importId, { state });
    // Whoever cancelled it is in the audit already.
    if (how === 'cancelled') return;
    // Not the reason: it may name a value of the file.
    await recordAudit(transaction, job.actor, {
      action: 'import_failed',
      subject: { kind: 'import', id: job.importId, name: fileName },
      after: { step: job.kind },
    });
  });
  return false;
}

/** False where somebody reads the database: that must not keep a server from starting. */
async function isWiped(db: Db): Promise<boolean> {
  try {
    await wipeErased(db, 0);
    return true;
  } catch (error) {
    if (!(error instanceof ViewfinderError)) throw error;
    console.error(error.message);
    return false;
  }
}

/** Settles the work that a process left unfinished, where that process is gone. */
export async function settleJobs(
  db: Db,
  config: Config,
  isGone: (job: OrderedJob) => boolean,
): Promise<void> {
  const left = (await unfinishedJobs(db)).filter(isGone);
  const complete = new Set<number>();
  for (const job of left) {
    if (await settleImport(db, config, job, cutShort(job).how)) complete.add(job.id);
  }
  const removed = left.some(({ kind }) => kind === 'wipe' || leavesWords.has(kind));
  const wiped = !removed || (await isWiped(db));
  for (const job of left) {
    const isComplete = job.kind === 'wipe' || complete.has(job.id);
    const isDone = isComplete && (wiped || writes.has(job.kind));
    await finishJob(db, job.id, isDone ? null : cutShort(job).error);
  }
}

/** Files of a version that kept them in clear: their imports are no longer to be had. */
async function dropUnsealed(db: Db, config: Config): Promise<void> {
  for (const { id, uploadName } of await unsealedUploads(db)) {
    await dropUpload(config, uploadName);
    await changeImport(db, id, { uploadName: null });
  }
}

/** Takes over the work of processes that are gone, such as a shell command that was killed. */
export async function takeOverAbandoned({ db, jobs }: Pick<Services, 'db' | 'jobs'>) {
  for (const job of await unfinishedJobs(db)) if (!isStillRunning(job)) await jobs.takeOver(job);
}

const lookEveryMilliseconds = 5000;

/** Takes such work over as soon as it is left. Returns what ends the watch. */
export function watchAbandoned(services: Pick<Services, 'db' | 'jobs'>): () => void {
  const timer = setInterval(() => {
    takeOverAbandoned(services).catch((error: unknown) => logFault(['abandoned work'], error));
  }, lookEveryMilliseconds).unref();
  return () => clearInterval(timer);
}

const workThrough: Partial<Record<ImportState, JobKind>> = {
  reading: 'read',
  checking: 'check',
  importing: 'import',
};

async function settleStranded(db: Db, config: Config): Promise<void> {
  for (const { id, state } of await strandedImports(db)) {
    const kind = workThrough[state];
    if (kind) await settleImport(db, config, { kind, importId: id, actor: serverActor }, 'broken');
  }
}

/** At the start of a server: settles what a process that is gone left unfinished, and its stray files. */
export async function settleUnfinished(db: Db, config: Config): Promise<void> {
  await settleJobs(db, config, (job) => !isStillRunning(job));
  await settleStranded(db, config);
  await dropUnsealed(db, config);
  await dropStrayUploads(config, await neededUploads(db));
}
