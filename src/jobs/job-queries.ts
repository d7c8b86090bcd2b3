import type { Db, JobTable } from '../db/schema.js';

export type JobKind = JobTable['kind'];

export interface Job {
  id: number;
  kind: JobKind;
  importId: number;
  state: JobTable['state'];
  stage: string;
  done: number;
  total: number;
  error: string | null;
  processId: number;
}

const jobColumns = [
  'id',
  'kind',
  'importId',
  'state',
  'stage',
  'done',
  'total',
  'error',
  'processId',
] as const;

export const addJob = (
  db: Db,
  job: { kind: JobKind; importId: number; processId: number },
): Promise<Job> =>
  db
    .insertInto('job')
    .values({ ...job, state: 'queued', stage: 'Waiting', createdAt: new Date().toISOString() })
    .returning(jobColumns)
    .executeTakeFirstOrThrow();

export const latestJob = (db: Db, importId: number): Promise<Job | undefined> =>
  db
    .selectFrom('job')
    .select(jobColumns)
    .where('importId', '=', importId)
    .orderBy('id', 'desc')
    .executeTakeFirst();

/** Notes how far a job is, in whatever its stage counts; it is running from then on. */
export async function saveProgress(
  db: Db,
  jobId: number,
  progress: { stage: string; done: number; total: number },
): Promise<void> {
  await db
    .updateTable('job')
    .set({ ...progress, state: 'running' })
    .where('id', '=', jobId)
    .execute();
}

/** Notes a job's end: done, or failed with the sentence for the officer. */
export async function finishJob(db: Db, jobId: number, error: string | null): Promise<void> {
  await db
    .updateTable('job')
    .set({
      state: error === null ? 'done' : 'failed',
      error,
      finishedAt: new Date().toISOString(),
    })
    .where('id', '=', jobId)
    .execute();
}

/** Jobs that a stopped server left behind, queued or running. */
export const unfinishedJobs = (db: Db): Promise<Job[]> =>
  db.selectFrom('job').select(jobColumns).where('state', 'in', ['queued', 'running']).execute();
