/** Starts long work in worker threads; see `createJobRunner`. */
export interface JobRunner {
  /** Queues work on an import and returns the job's id at once. */
  start(kind: 'read' | 'check' | 'import' | 'undo', importId: number): Promise<number>;
  /** Resolves when nothing is queued or running; for the end of a server and for tests. */
  idle(): Promise<void>;
  /** Takes no more work and ends what runs; unfinished imports are removed at the next start. */
  stop(): Promise<void>;
}
