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

/** What a worker reports: `done` or `failed`, and `free` once it has closed what it used. */
const workerReport = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('running'),
    stage: z.string(),
    done: z.number(),
    total: z.number(),
  }),
  z.object({ state: z.literal('done') }),
  z.object({ state: z.literal('free') }),
  z.object({ state: z.literal('failed'), error: z.string() }),
]);
export type WorkerReport = z.infer<typeof workerReport>;

/** Why work has not succeeded: for a reason of its own or a limit, broken off by a fault or a stop, or cancelled. */
export interface Failure {
  how: 'refused' | 'broken' | 'cancelled';
  /** The sentence for the officer. */
  error: string;
}

export interface ThreadParts {
  db: Db;
  config: Config;
  /** The compiled module that a worker thread runs: see `takeOrders`. */
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

/** A thread that has nothing to do is kept so long: starting one costs half a second. */
const spareMilliseconds = 60_000;

/** Runs jobs in a thread of their own, one after the other in the same where none went wrong. */
export class JobThreads {
  private readonly threads = new Set<Worker>();
  private spare: { thread: Worker; until: NodeJS.Timeout } | undefined;

  constructor(private readonly parts: ThreadParts) {}

  private take(): Worker {
    const { workerFile, config } = this.parts;
    if (this.spare) {
      const { thread, until } = this.spare;
      this.spare = undefined;
      clearTimeout(until);
      thread.ref();
      return thread;
    }
    const thread = new Worker(workerFile, {
      resourceLimits: { maxOldGenerationSizeMb: config.readMemoryMegabytes },
    });
    this.threads.add(thread);
    thread.on('exit', () => {
      this.threads.delete(thread);
      if (this.spare?.thread === thread) this.spare = undefined;
    });
    return thread;
  }

  private keep(thread: Worker): void {
    thread.unref();
    const until = setTimeout(() => void thread.terminate(), spareMilliseconds).unref();
    this.spare = { thread, until };
  }

  /**
   * Resolves with null once the job is done, or with why it is not. `cancelledBy` is asked again and again
   * while it runs: the name of whoever wants it cancelled.
   */
  run(job: OrderedJob, cancelledBy: () => Promise<string | null>): Promise<Failure | null> {
    const { config } = this.parts;
    const thread = this.take();
    return new Promise((resolve) => {
      const watched = new WatchedJob(this.parts, job, () => void thread.terminate());
      const look = setInterval(() => watched.look(cancelledBy), lookEveryMilliseconds);
      const onMessage = (message: unknown) => {
        if (!watched.hear(workerReport.parse(message))) return;
        stop();
        this.keep(thread);
      };
      const onError = (error: Error) => watched.fail(error);
      const stop = () => {
        watched.stop();
        clearInterval(look);
        thread.off('message', onMessage).off('error', onError).off('exit', stop);
        void watched.ended().then(resolve);
      };
      thread.on('message', onMessage).on('error', onError).on('exit', stop);
      const { kind, importId, actor } = job;
      thread.postMessage({ kind, importId, actor, config } satisfies WorkerOrder);
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.threads].map((thread) => thread.terminate()));
  }
}

const refused = (error: string): Failure => ({ how: 'refused', error });

/** What is known of a job while a thread works on it. */
class WatchedJob {
  private outcome: Failure | null = crashed;
  // One write after another, all before the end is noted: a late one would set the job to running again.
  private saved = Promise.resolve();
  private readonly limit: NodeJS.Timeout;

  constructor(
    private readonly parts: ThreadParts,
    private readonly job: OrderedJob,
    private readonly end: () => void,
  ) {
    const { readSeconds } = parts.config;
    const tooLong = `The file took longer than ${readSeconds} seconds to work through, so it was stopped. Split it, or raise READ_SECONDS.`;
    this.limit = setTimeout(() => this.breakOff(refused(tooLong)), readSeconds * 1000);
  }

  private breakOff(failure: Failure): void {
    this.outcome = failure;
    this.end();
  }

  private log(what: string, error: unknown): void {
    logFault(['job', String(this.job.id), what], error);
  }

  look(cancelledBy: () => Promise<string | null>): void {
    cancelledBy().then(
      (by) => by !== null && this.breakOff(cancelledFailure(by)),
      (error: unknown) => this.log('cancelling', error),
    );
  }

  /** Takes a report in; whether the thread is free again. */
  hear(report: WorkerReport): boolean {
    if (report.state === 'running') {
      const { state, ...progress } = report;
      this.saved = this.saved
        .then(() => saveProgress(this.parts.db, this.job.id, progress))
        .catch((error: unknown) => this.log('progress', error));
    } else if (report.state !== 'free') {
      this.outcome = report.state === 'done' ? null : refused(report.error);
    }
    return report.state === 'free';
  }

  fail(error: Error & { code?: string }): void {
    if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return this.log(this.job.kind, error);
    const { readMemoryMegabytes } = this.parts.config;
    this.outcome = refused(
      `The file needs more than ${readMemoryMegabytes} MB of memory to read. Split it, or raise READ_MEMORY_MB.`,
    );
  }

  stop(): void {
    clearTimeout(this.limit);
  }

  async ended(): Promise<Failure | null> {
    await this.saved;
    return this.outcome;
  }
}
