import type { Config } from '../config.js';
import type { Db } from '../db/schema.js';
import type { JobRunner } from '../jobs/job-runner.js';

/** What every routes file may use; made once by `server.ts`, or by a test. */
export interface Services {
  config: Config;
  db: Db;
  jobs: JobRunner;
}
