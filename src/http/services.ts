import type { Config } from '../config.js';
import type { Db } from '../db/schema.js';
import type { JobRunner } from '../jobs/job-runner.js';
import type { Reading } from '../jobs/reading-threads.js';
import type { Viewer } from '../people/permissions.js';

/** Backups that the server takes by itself, and when an administrator asks. */
export interface Backups {
  /** Begins to take them when they are due, until `stop`. */
  watch(): void;
  /** Takes one in a thread of its own; the one under way if there is one. Never rejects. */
  take(actor: Pick<Viewer, 'accountId' | 'accountName' | 'address'>): Promise<void>;
  readonly isRunning: boolean;
  /** Why the last one failed, until one succeeds. */
  readonly failure: { at: string; message: string } | null;
  stop(): Promise<void>;
}

/** What every routes file may use; made once by `server.ts`, or by a test. */
export interface Services {
  config: Config;
  db: Db;
  jobs: JobRunner;
  backups: Backups;
  reading: Reading;
  /** Lets whoever sees the console make the first administrator; another one at each start. */
  setUpCode: string;
  /** The accounts that a demo offers on its sign-in page, with their passwords; only a demo has any. */
  demoAccounts?: readonly DemoAccount[];
}

export interface DemoAccount {
  name: string;
  fullName: string;
  role: string;
  password: string;
}
