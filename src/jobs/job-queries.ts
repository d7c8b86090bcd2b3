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
}

const jobColumns = ['id', 'kind', 'importId', 'state', 'stage', 'done', 'total', 'error'] as const;

export async function addJob(db: Db, kind: JobKind, importId: number): Promise<number> {
  const createdAt = new Date().toISOString();
  const { id } = await db
    .insertInto('job')
    .values({ kind, importId, state: 'queued', stage: 'Waiting', createdAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The oldest job that waits. */
export const nextJob = (db: Db): Promise<Job | undefined> =>
  db
    .selectFrom('job')
    .select(jobColumns)
    .where('state', '=', 'queued')
    .orderBy('id')
    .executeTakeFirst();

export const latestJob = (db: Db, importId: number): Promise<Job | undefined> =>
  db
    .selectFrom('job')
    .select(jobColumns)
    .where('importId', '=', importId)
    .orderBy('id', 'desc')
    .executeTakeFirst();

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
