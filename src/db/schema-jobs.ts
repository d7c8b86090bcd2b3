import type { Generated } from 'kysely';

/** Text columns that hold JSON are named so here; queries parse them before handing them on. */
type JsonText = string;
/** ISO 8601, UTC. */
type Instant = string;

export interface JobTable {
  id: Generated<number>;
  /** The steps of an import; `whole` takes all of them at once, as every column is guessed. */
  kind: 'read' | 'check' | 'import' | 'whole' | 'undo' | 'purge' | 'wipe' | 'recode';
  importId: number;
  state: 'queued' | 'running' | 'done' | 'failed';
  stage: string;
  done: Generated<number>;
  total: Generated<number>;
  error: string | null;
  /** The process whose worker runs it: a server's, or a shell command's. */
  processId: number;
  /** Which run of that process; see jobs/still-running. */
  processMark: string | null;
  /** Who asked for it, for the audit. */
  actor: JsonText | null;
  /** The name of whoever asked for it to be cancelled. */
  cancelledBy: string | null;
  createdAt: Instant;
  startedAt: Instant | null;
  stageStartedAt: Instant | null;
  finishedAt: Instant | null;
}
