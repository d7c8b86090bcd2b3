import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Config } from '../config.js';
import type { Db } from '../db/schema.js';
import { logFault } from '../log-fault.js';
import type { Actor } from '../people/permissions.js';
import { addJob, finishJob, saveProgress, type JobKind, type OrderedJob } from './job-queries.js';

/** What a worker is started with. */
export interface WorkerOrder {
  kind: JobKind;
  importId: number;
  /** Who asked for it. */
  actor: Actor;
  config: Config;
}

/** What a worker reports; it ends by itself after `done` or `failed`. */
const workerReport = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('running'),
    stage: z.string(),
    done: z.number(),
    total: z.number(),
  }),
  z.object({ state: z.literal('done') }),
  z.object({ state: z.literal('failed'), error: z.string() }),
]);
export type WorkerReport = z.infer<typeof workerReport>;

type Progress = Parameters<typeof saveProgress>[2];

/** Starts long work in worker threads, one at a time, in the order in which it was asked for. */
export interface JobRunner {
  /** Queues work on an import for somebody, and resolves as soon as that is noted. */
  start(kind: JobKind, importId: number, actor: Actor): Promise<void>;
  /** Notes work in the transaction that makes it necessary: a crash after its end does not lose it. */
  note(transaction: Db, kind: JobKind, importId: number, actor: Actor): Promise<OrderedJob>;
  /** Queues work that was noted, once its transaction is kept. */
  run(job: OrderedJob): void;
  /** Resolves when nothing that was started here is queued or running. */
  idle(): Promise<void>;
  /** The same, but resolves after `milliseconds` at the latest. */
  idleOr(milliseconds: number): Promise<void>;
  /** Takes no more work and ends what runs; the next start of the server settles what it left. */
  stop(): Promise<void>;
}

interface RunnerParts {
  db: Db;
  config: Config;
  /** The compiled module that a worker thread runs. */
  workerFile: URL;
  /** Puts an import back in order after its work failed, however it failed. */
  onFailed: (job: OrderedJob, error: string) => Promise<void>;
}

const crashed = 'The work stopped unexpectedly, and nothing of it was kept. Try again.';

/** Runs one job in a thread of its own. Resolves with null, or with the sentence that says why it failed. */
function runInThread(
  parts: RunnerParts,
  job: OrderedJob,
  threads: Set<Worker>,
): Promise<string | null> {
  const { config } = parts;
  return new Promise((resolve) => {
    let outcome: string | null = crashed;
    const order: WorkerOrder = { kind: job.kind, importId: job.importId, actor: job.actor, config };
    const thread = new Worker(parts.workerFile, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: config.readMemoryMegabytes },
    });
    threads.add(thread);
    // One write after another, all before the end is noted: a late one would set the job to running again.
    let saved = Promise.resolve();
    const save = (progress: Progress) => {
      saved = saved
        .then(() => saveProgress(parts.db, job.id, progress))
        .catch((error: unknown) => logFault(['job', String(job.id), 'progress'], error));
    };
    const limit = globalThis.setTimeout(() => {
      outcome = `The file took longer than ${config.readSeconds} seconds to work through, so it was stopped. Split it, or raise READ_SECONDS.`;
      void thread.terminate();
    }, config.readSeconds * 1000);
    thread.on('message', (message: unknown) => {
      const report = workerReport.parse(message);
      if (report.state === 'running') {
        const { state, ...progress } = report;
        save(progress);
      } else {
        outcome = report.state === 'done' ? null : report.error;
      }
    });
    thread.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        outcome = `The file needs more than ${config.readMemoryMegabytes} MB of memory to read. Split it, or raise READ_MEMORY_MB.`;
      } else logFault(['job', String(job.id), job.kind], error);
    });
    thread.on('exit', () => {
      clearTimeout(limit);
      threads.delete(thread);
      void saved.then(() => resolve(outcome));
    });
  });
}

/**
 * Makes the one runner of a process. A job that fails, or whose end cannot be noted, never stops those
 * that wait behind it.
 */
export function createJobRunner(parts: RunnerParts): JobRunner {
  const threads = new Set<Worker>();
  let stopped = false;
  let working = Promise.resolve();

  async function runJob(job: OrderedJob): Promise<void> {
    if (stopped) return;
    await saveProgress(parts.db, job.id, { stage: 'Starting', done: 0, total: 0 });
    const error = await runInThread(parts, job, threads);
    if (stopped) return;
    if (error !== null) await parts.onFailed(job, error);
    if (error !== null && (job.kind === 'import' || job.kind === 'whole')) {
      // Comments were written and removed again; until they are overwritten the job is not at its end.
      await runInThread(parts, { ...job, kind: 'wipe' }, threads);
      if (stopped) return;
    }
    await finishJob(parts.db, job.id, error);
  }

  const note: JobRunner['note'] = (db, kind, importId, actor) =>
    addJob(db, { kind, importId, actor, processId: process.pid });

  function run(job: OrderedJob): void {
    working = working
      .then(() => runJob(job))
      // What could not be noted stays unfinished, for the next start of the server to settle.
      .catch((error: unknown) => logFault(['job', String(job.id), job.kind], error));
  }

  return {
    note,
    run,
    start: async (kind, importId, actor) => run(await note(parts.db, kind, importId, actor)),
    async idle() {
      await working;
    },
    async idleOr(milliseconds) {
      await Promise.race([working, setTimeout(milliseconds, undefined, { ref: false })]);
    },
    async stop() {
      stopped = true;
      await Promise.all([...threads].map((thread) => thread.terminate()));
      await working;
    },
  };
}
