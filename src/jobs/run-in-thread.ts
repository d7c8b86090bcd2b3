import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Config } from '../config.js';
import type { Db } from '../db/schema.js';
import { logFault } from '../log-fault.js';
import type { Actor } from '../people/permissions.js';
import { saveProgress, type JobKind, type OrderedJob } from './job-queries.js';

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

/** Why work has not succeeded: for a reason of its own or a limit, broken off by a fault or a stop, or cancelled. */
export interface Failure {
  how: 'refused' | 'broken' | 'cancelled';
  /** The sentence for the officer. */
  error: string;
}

export interface ThreadParts {
  db: Db;
  config: Config;
  /** The compiled module that a worker thread runs. */
  workerFile: URL;
}

const crashed: Failure = {
  how: 'broken',
  error: 'The work stopped unexpectedly, and nothing of it was kept. Try again.',
};

export const cancelledFailure = (by: string): Failure => ({
  how: 'cancelled',
  error: `Cancelled by ${by}.`,
});

/** As short as a person takes to look up from the button. */
const lookEveryMilliseconds = 200;

/** Runs one job in a thread of its own. Resolves with null once it is done, or with why it is not. */
export function runInThread(
  { db, config, workerFile }: ThreadParts,
  job: OrderedJob,
  threads: Set<Worker>,
  /** Asked again and again while it runs: the name of whoever wants it cancelled. */
  cancelledBy: () => Promise<string | null>,
): Promise<Failure | null> {
  return new Promise((resolve) => {
    let outcome: Failure | null = crashed;
    const order: WorkerOrder = { kind: job.kind, importId: job.importId, actor: job.actor, config };
    const thread = new Worker(workerFile, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: config.readMemoryMegabytes },
    });
    threads.add(thread);
    // One write after another, all before the end is noted: a late one would set the job to running again.
    let saved = Promise.resolve();
    const save = (progress: Progress) => {
      saved = saved
        .then(() => saveProgress(db, job.id, progress))
        .catch((error: unknown) => logFault(['job', String(job.id), 'progress'], error));
    };
    const end = (failure: Failure) => {
      outcome = failure;
      void thread.terminate();
    };
    const refuse = (error: string) => ({ how: 'refused' as const, error });
    const limit = setTimeout(() => {
      end(
        refuse(
          `The file took longer than ${config.readSeconds} seconds to work through, so it was stopped. Split it, or raise READ_SECONDS.`,
        ),
      );
    }, config.readSeconds * 1000);
    const look = setInterval(() => {
      cancelledBy().then(
        (by) => by !== null && end(cancelledFailure(by)),
        (error: unknown) => logFault(['job', String(job.id), 'cancelling'], error),
      );
    }, lookEveryMilliseconds);
    thread.on('message', (message: unknown) => {
      const report = workerReport.parse(message);
      if (report.state === 'running') {
        const { state, ...progress } = report;
        save(progress);
      } else {
        outcome = report.state === 'done' ? null : refuse(report.error);
      }
    });
    thread.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        outcome = refuse(
          `The file needs more than ${config.readMemoryMegabytes} MB of memory to read. Split it, or raise READ_MEMORY_MB.`,
        );
      } else logFault(['job', String(job.id), job.kind], error);
    });
    thread.on('exit', () => {
      clearTimeout(limit);
      clearInterval(look);
      threads.delete(thread);
      void saved.then(() => resolve(outcome));
    });
  });
}
