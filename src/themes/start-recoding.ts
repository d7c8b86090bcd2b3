import type { Db } from '../db/schema.js';
import { recodingJobs } from '../jobs/job-queries.js';
import type { JobRunner } from '../jobs/job-runner.js';
import type { Actor } from '../people/permissions.js';
import { outdatedImports } from './recode-queries.js';

/** Has every import that is not coded by the version of the frame in use coded again, unless that is under way. */
export async function startRecoding(
  { db, jobs }: { db: Db; jobs: JobRunner },
  actor: Actor,
): Promise<void> {
  const underWay = new Set((await recodingJobs(db)).map(({ importId }) => importId));
  for (const { id } of await outdatedImports(db)) {
    if (!underWay.has(id)) await jobs.start('recode', id, actor);
  }
}
