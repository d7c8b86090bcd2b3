import type { Db } from '../db/schema.js';
import type { JobTable } from '../db/schema-jobs.js';
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
  processMark: string | null;
  /** The name of whoever asked for it to be cancelled. */
  cancelledBy: string | null;
  /** ISO instants; null until it runs. */
  startedAt: string | null;
  stageStartedAt: string | null;
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
  'processMark',
  'cancelledBy',
  'startedAt',
  'stageStartedAt',
] as const;

/** A job from before people were known was asked for by nobody that is known. */
const parseActor = (text: string | null): Actor =>
  text === null ? nobody('') : (JSON.parse(text) as Actor);

const actorText = ({ accountId, accountName, address }: Actor) =>
  JSON.stringify({ accountId, accountName, address });

const now = () => new Date().toISOString();

export async function addJob(
  db: Db,
  {
    actor,
    ...job
  }: Pick<OrderedJob, 'kind' | 'importId' | 'processId' | 'actor'> & { processMark?: string },
): Promise<OrderedJob> {
  const start = { state: 'queued', stage: 'Waiting', createdAt: now() } as const;
  const added = await db
    .insertInto('job')
    .values({ ...job, ...start, actor: actorText(actor) })
    .returning(jobColumns)
    .executeTakeFirstOrThrow();
  return { ...added, actor };
}

const jobsOf = (db: Db, importId: number) =>
  db
    .selectFrom('job')
    .select(jobColumns)
    .where('importId', '=', importId)
    // Coding anew is no step of an import: it stands as it was.
    .where('kind', '<>', 'recode')
    .orderBy('id', 'desc');

export const latestJob = (db: Db, importId: number): Promise<Job | undefined> =>
  jobsOf(db, importId).executeTakeFirst();

/** The same, of the jobs that a process asked for: another may be at work on the same import. */
export const latestJobOf = (
  db: Db,
  importId: number,
  processId: number,
): Promise<Job | undefined> =>
  jobsOf(db, importId).where('processId', '=', processId).executeTakeFirst();

/** Begins a job that waits. Returns whether it still did: it may have been cancelled meanwhile. */
export async function beginJob(db: Db, jobId: number): Promise<boolean> {
  const at = now();
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set({ state: 'running', stage: 'Starting', startedAt: at, stageStartedAt: at })
    .where('id', '=', jobId)
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Notes how far a job is, in whatever its stage counts; it is running from then on. */
export async function saveProgress(
  db: Db,
  jobId: number,
  progress: { stage: string; done: number; total: number },
): Promise<void> {
  await db
    .updateTable('job')
    .set((row) => ({
      ...progress,
      state: 'running' as const,
      stageStartedAt: row
        .case()
        .when('stage', '=', progress.stage)
        .then(row.ref('stageStartedAt'))
        .else(now())
        .end(),
    }))
    .where('id', '=', jobId)
    .execute();
}

/** Asks for a job to be cancelled, whichever process has it. Returns whether it was not over yet. */
export async function askToCancel(db: Db, jobId: number, by: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set({ cancelledBy: by })
    .where('id', '=', jobId)
    .where('state', 'in', ['queued', 'running'])
    .where('cancelledBy', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** The name of whoever asked for a job to be cancelled, if anybody did. */
export async function cancelledBy(db: Db, jobId: number): Promise<string | null> {
  const found = await db
    .selectFrom('job')
    .select('cancelledBy')
    .where('id', '=', jobId)
    .executeTakeFirst();
  return found?.cancelledBy ?? null;
}

/** Ends a job that still waits. Returns whether it did. */
export async function dropQueued(db: Db, jobId: number, error: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set({ state: 'failed', error, finishedAt: now() })
    .where('id', '=', jobId)
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Takes a job over from a process that is gone. Returns whether no other has. */
export async function adoptJob(
  db: Db,
  { id, processId, processMark }: Job,
  heir: { processId: number; processMark: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set({ ...heir, state: 'running' })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .where('processId', '=', processId)
    .where((row) =>
      processMark === null ? row('processMark', 'is', null) : row('processMark', '=', processMark),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Notes a job's end: done, or failed with the sentence for the officer. */
export async function finishJob(db: Db, jobId: number, error: string | null): Promise<void> {
  await db
    .updateTable('job')
    .set({ state: error === null ? 'done' : 'failed', error, finishedAt: now() })
    .where('id', '=', jobId)
    .execute();
}

/** The jobs that are queued or running, or that a process left behind so. */
export async function unfinishedJobs(db: Db): Promise<OrderedJob[]> {
  const rows = await db
    .selectFrom('job')
    .select([...jobColumns, 'actor'])
    .where('state', 'in', ['queued', 'running'])
    .execute();
  return rows.map((row) => ({ ...row, actor: parseActor(row.actor) }));
}

/** The jobs that code anew, and are not over. */
export const recodingJobs = (db: Db): Promise<Pick<Job, 'importId' | 'done' | 'total'>[]> =>
  db
    .selectFrom('job')
    .select(['importId', 'done', 'total'])
    .where('kind', '=', 'recode')
    .where('state', 'in', ['queued', 'running'])
    .execute();

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
