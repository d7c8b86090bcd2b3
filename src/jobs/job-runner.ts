import { setTimeout } from 'node:timers/promises';
import type { Db } from '../db/schema.js';
import { logFault } from '../log-fault.js';
import type { Actor } from '../people/permissions.js';
import {
  addJob,
  adoptJob,
  beginJob,
  cancelledBy,
  finishJob,
  type Job,
  type JobKind,
  type OrderedJob,
} from './job-queries.js';
import { cancelledFailure, JobThreads, type Failure, type ThreadParts } from './run-in-thread.js';
import { ownMark } from './still-running.js';

/** Starts long work in worker threads, one at a time, in the order in which it was asked for. */
export interface JobRunner {
  /** Queues work on an import for somebody, and resolves as soon as that is noted. */
  start(kind: JobKind, importId: number, actor: Actor): Promise<void>;
  /** Notes work in the transaction that makes it necessary: a crash after its end does not lose it. */
  note(transaction: Db, kind: JobKind, importId: number, actor: Actor): Promise<OrderedJob>;
  /** Queues work that was noted, once its transaction is kept. */
  run(job: OrderedJob): void;
  /** Puts in order what a process left that is gone, behind the work of this one. */
  takeOver(job: OrderedJob): Promise<void>;
  /** Resolves when nothing that was started here is queued or running. */
  idle(): Promise<void>;
  /** The same, but resolves when whoever asked for it has waited long enough (`jobWaitSeconds`). */
  idleOrLate(): Promise<void>;
  /** Cancels all that was or will be started here, in somebody's name, and puts it in order. */
  cancelAll(by: string): void;
  /** Takes no more work and ends what runs; the next start of the server settles what it left. */
  stop(): Promise<void>;
}

interface RunnerParts extends ThreadParts {
  /**
   * Puts an import back in order after its work failed. Resolves with whether the work was complete
   * after all: it may be cut off on its last steps.
   */
  onFailed: (job: OrderedJob, how: Failure['how']) => Promise<boolean>;
}

const self = { processId: process.pid, processMark: ownMark };

/** Why work did not come to its end whose process is gone. */
export const cutShort = ({ cancelledBy: by }: Pick<Job, 'cancelledBy'>): Failure =>
  by === null
    ? {
        how: 'broken',
        error: 'Viewfinder stopped during this work, and nothing of it was kept. Try again.',
      }
    : cancelledFailure(by);

/** Work that removes words, or writes some that are removed again where it fails. */
export const leavesWords: ReadonlySet<JobKind> = new Set<JobKind>([
  'import',
  'whole',
  'undo',
  'purge',
]);

/**
 * Makes the one runner of a process. A job that fails, or whose end cannot be noted, never stops those
 * that wait behind it.
 */
export function createJobRunner(parts: RunnerParts): JobRunner {
  const { db } = parts;
  const threads = new JobThreads(parts);
  let stopped = false;
  let allCancelledBy: string | null = null;
  let working = Promise.resolve();

  const whoCancelled = async ({ id }: Job) => allCancelledBy ?? cancelledBy(db, id);

  async function runJob(job: OrderedJob): Promise<void> {
    if (stopped || !(await beginJob(db, job.id))) return;
    const by = await whoCancelled(job);
    const failure =
      by === null ? await threads.run(job, () => whoCancelled(job)) : cancelledFailure(by);
    if (failure) await putInOrder(job, failure);
    else await finishJob(db, job.id, null);
  }

  async function putInOrder(job: OrderedJob, { how, error }: Failure): Promise<void> {
    if (stopped) return;
    const wipesAgain = job.kind === 'wipe' && how === 'broken';
    const isComplete = wipesAgain || (await parts.onFailed(job, how));
    // What was removed, or written and removed again, is not gone until it is written over.
    const wipes = wipesAgain || leavesWords.has(job.kind);
    const uncancelled = () => Promise.resolve(null);
    const unwiped = wipes ? await threads.run({ ...job, kind: 'wipe' }, uncancelled) : null;
    if (stopped) return;
    await finishJob(db, job.id, isComplete ? (unwiped?.error ?? null) : error);
  }

  function queue(job: OrderedJob, work: () => Promise<void>): void {
    working = working
      .then(work)
      // What could not be noted stays unfinished, for the next start of the server to settle.
      .catch((error: unknown) => logFault(['job', String(job.id), job.kind], error));
  }

  const note: JobRunner['note'] = (transaction, kind, importId, actor) =>
    addJob(transaction, { kind, importId, actor, ...self });
  const run: JobRunner['run'] = (job) => queue(job, () => runJob(job));

  return {
    note,
    run,
    start: async (kind, importId, actor) => run(await note(db, kind, importId, actor)),
    async takeOver(job) {
      if (stopped || !(await adoptJob(db, job, self))) return;
      queue(job, () => putInOrder(job, cutShort(job)));
    },
    async idle() {
      await working;
    },
    async idleOrLate() {
      const late = setTimeout(parts.config.jobWaitSeconds * 1000, undefined, { ref: false });
      await Promise.race([working, late]);
    },
    cancelAll(by) {
      allCancelledBy = by;
    },
    async stop() {
      stopped = true;
      await threads.stop();
      await working;
    },
  };
}
