import type { Config } from '../config.js';
import type { Db } from '../db/schema.js';
import type { JobRunner } from '../jobs/job-runner.js';

/** What every routes file may use; made once by `server.ts`, or by a test. */
export interface Services {
  config: Config;
  db: Db;
  jobs: JobRunner;
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
