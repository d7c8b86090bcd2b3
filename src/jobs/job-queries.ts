import type { Db, JobTable } from '../db/schema.js';
import { nobody, type Actor } from '../people/permissions.js';

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

/** A job with who asked for it. */
export interface OrderedJob extends Job {
  actor: Actor;
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

/** A job from before people were known was asked for by nobody that is known. */
const parseActor = (text: string | null): Actor =>
  text === null ? nobody('') : (JSON.parse(text) as Actor);

const actorText = ({ accountId, accountName, address }: Actor) =>
  JSON.stringify({ accountId, accountName, address });

export async function addJob(
  db: Db,
  { actor, ...job }: Pick<OrderedJob, 'kind' | 'importId' | 'processId' | 'actor'>,
): Promise<OrderedJob> {
  const start = { state: 'queued', stage: 'Waiting', createdAt: new Date().toISOString() } as const;
  const added = await db
    .insertInto('job')
    .values({ ...job, ...start, actor: actorText(actor) })
    .returning(jobColumns)
    .executeTakeFirstOrThrow();
  return { ...added, actor };
}

export const latestJob = (db: Db, importId: number): Promise<Job | undefined> =>
  db
    .selectFrom('job')
    .select(jobColumns)
    .where('importId', '=', importId)
    .orderBy('id', 'desc')
    .executeTakeFirst();

/** The same, of the jobs that a process asked for: another may be at work on the same import. */
export const latestJobOf = (
  db: Db,
  importId: number,
  processId: number,
): Promise<Job | undefined> =>
  db
    .selectFrom('job')
    .select(jobColumns)
    .where('importId', '=', importId)
    .where('processId', '=', processId)
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
export async function unfinishedJobs(db: Db): Promise<OrderedJob[]> {
  const rows = await db
    .selectFrom('job')
    .select([...jobColumns, 'actor'])
    .where('state', 'in', ['queued', 'running'])
    .execute();
  return rows.map((row) => ({ ...row, actor: parseActor(row.actor) }));
}

/** The import of a removal whose words were not written over, where none has been since. */
export async function failedWipe(db: Db): Promise<number | undefined> {
  const last = await db
    .selectFrom('job')
    .innerJoin('import', 'import.id', 'job.importId')
    .select(['job.importId', 'job.state'])
    .where((row) =>
      row.or([
        row('job.kind', '=', 'wipe'),
        row.and([
          row('job.kind', 'in', ['undo', 'purge']),
          row('import.state', 'in', ['undone', 'purged']),
        ]),
      ]),
    )
    .orderBy('job.id', 'desc')
    .executeTakeFirst();
  return last?.state === 'failed' ? last.importId : undefined;
}
