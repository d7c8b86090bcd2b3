import { existsSync, readFileSync } from 'node:fs';
import type { Config } from '../config.js';
import type { Db, ImportState } from '../db/schema.js';
import { wipeErased } from '../db/wipe.js';
import { ViewfinderError } from '../errors.js';
import { wholeSight } from '../people/sight.js';
import { finishJob, unfinishedJobs, type JobKind, type OrderedJob } from '../jobs/job-queries.js';
import { recordAudit } from '../people/audit-queries.js';
import { changeImport, findImport, findImportPapers } from './import-queries.js';
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
const reads = new Set<JobKind>(['read', 'whole']);
/** Steps that an import can only go back to while its file is there. */
const needFile: readonly ImportState[] = ['mapping', 'checked'];

/** Puts an import back in order after its work failed or was cut short. */
export async function settleImport(
  db: Db,
  config: Config,
  job: Pick<OrderedJob, 'kind' | 'importId' | 'actor'>,
): Promise<void> {
  const { fileName, state: found } = await findImport(db, wholeSight, job.importId);
  // Stopped after all was kept, on the way to a clean log: there is nothing to go back to.
  if (stateAtEnd[job.kind] === found) return;
  if (writes.has(job.kind)) await clearImport(db, job.importId);
  if (reads.has(job.kind)) {
    const { uploadName } = await findImportPapers(db, job.importId);
    await dropUpload(config, uploadName);
    await changeImport(db, job.importId, { uploadName: null, uploadKey: null });
  }
  const before = stateAfterFailure[job.kind];
  if (before === undefined) return;
  const { uploadKey } = await findImportPapers(db, job.importId);
  const state = uploadKey === null && needFile.includes(before) ? 'failed' : before;
  await db.transaction().execute(async (transaction) => {
    await changeImport(transaction, job.importId, { state });
    // Not the reason: it may name a value of the file.
    await recordAudit(transaction, job.actor, {
      action: 'import_failed',
      subject: { kind: 'import', id: job.importId, name: fileName },
      after: { step: job.kind },
    });
  });
}

/** Whether another process is still at work: a shell command may import beside a server. */
function worksElsewhere(processId: number): boolean {
  if (processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    // A killed process answers until its parent has taken note of it; Linux shows it without a command.
    return !existsSync('/proc/self') || readFileSync(`/proc/${processId}/cmdline`).length > 0;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** Work that removes words, or wrote some that had to be removed again. */
const leavesWords = new Set<JobKind>(['import', 'whole', 'undo', 'purge', 'wipe']);

const stopped = 'The server stopped during this work. Do this step once more.';

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
  isGone: (processId: number) => boolean,
): Promise<void> {
  const left = (await unfinishedJobs(db)).filter(({ processId }) => isGone(processId));
  for (const job of left) await settleImport(db, config, job);
  const removed = left.some(({ kind }) => leavesWords.has(kind));
  const wiped = !removed || (await isWiped(db));
  for (const { id, kind } of left) {
    const isDone = kind === 'wipe' && wiped;
    await finishJob(db, id, isDone ? null : stopped);
  }
}

/** Files of a version that kept them in clear: their imports are no longer to be had. */
async function dropUnsealed(db: Db, config: Config): Promise<void> {
  for (const { id, uploadName } of await unsealedUploads(db)) {
    await dropUpload(config, uploadName);
    await changeImport(db, id, { uploadName: null });
  }
}

/** At the start of a server: settles what a process that is gone left unfinished, and its stray files. */
export async function settleUnfinished(db: Db, config: Config): Promise<void> {
  await settleJobs(db, config, (processId) => !worksElsewhere(processId));
  await dropUnsealed(db, config);
  await dropStrayUploads(config, await neededUploads(db));
}
