import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { wholeSight } from '../../src/people/sight.js';
import { readConfig } from '../../src/config.js';
import { migrate } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open-database.js';
import type { Db } from '../../src/db/schema.js';
import { addImport } from '../../src/imports/import-queries.js';
import { askToCancel, dropQueued, latestJob, type JobKind } from '../../src/jobs/job-queries.js';
import { createJobRunner, type JobRunner } from '../../src/jobs/job-runner.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { ensureWave } from '../../src/surveys/survey-queries.js';

let db: Db;
let jobs: JobRunner;
const failed: string[] = [];
beforeAll(async () => {
  db = openDatabase(':memory:');
  await migrate(db);
  const config = readConfig({ READ_SECONDS: '2', READ_MEMORY_MB: '128' });
  jobs = createJobRunner({
    db,
    config,
    workerFile: new URL('../support/odd-worker.js', import.meta.url),
    onFailed: (job, how) => {
      failed.push(`${job.kind}: ${how}`);
      return Promise.resolve(false);
    },
  });
});
afterAll(async () => {
  await jobs.stop();
  await db.destroy();
});

const latest = new Map<JobKind, number>();
const latestOf = (kind: JobKind) => latestJob(db, latest.get(kind) ?? 0);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function outcome(kind: JobKind) {
  const waveId = await ensureWave(db, wholeSight, 'Survey', kind);
  const file = {
    fileName: 'a.csv',
    fileSha256: kind,
    fileBytes: 1,
    uploadName: null,
    uploadKey: null,
  };
  const importId = await addImport(db, { waveId, ...file, groupKey: null });
  latest.set(kind, importId);
  await jobs.start(kind, importId, shellViewer());
  await jobs.idle();
  return latestJob(db, importId);
}

describe('work in a thread', () => {
  it('is kept with its progress and its end', async () => {
    expect(await outcome('undo')).toMatchObject({
      state: 'done',
      stage: 'Undoing',
      done: 1,
      total: 2,
    });
  });

  it('is stopped when it takes too long, and says which setting allows more', async () => {
    const job = await outcome('read');
    expect(job).toMatchObject({ state: 'failed', error: expect.stringContaining('READ_SECONDS') });
  });

  it('is stopped when it takes too much memory, while the server lives on', async () => {
    const job = await outcome('import');
    expect(job).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('READ_MEMORY_MB'),
      // What it had written is written over, before the job is at its end.
      stage: 'Overwriting',
    });
  });

  it('fails with a sentence when it breaks, and leaves its words out of the log', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const job = await outcome('check');
    const logged = log.mock.calls.flat().join('\n');
    log.mockRestore();
    expect(job).toMatchObject({ state: 'failed', error: expect.stringContaining('Try again') });
    expect(logged).toContain('job');
    expect(logged).not.toContain('a fault of ours');
  });

  it('has each failure put in order before the next job begins', () => {
    expect(failed).toEqual(['read: refused', 'import: refused', 'check: broken']);
  });

  it('is stopped at once when somebody cancels it, and is put in order as cancelled', async () => {
    const ended = outcome('read');
    await until(async () => (await latestOf('read'))?.state === 'running');
    const job = await latestOf('read');
    expect(await askToCancel(db, job?.id ?? 0, 'Ann Officer')).toBe(true);
    expect(await ended).toMatchObject({ state: 'failed', error: 'Cancelled by Ann Officer.' });
    expect(failed.at(-1)).toBe('read: cancelled');
    expect(await askToCancel(db, job?.id ?? 0, 'Ann Officer')).toBe(false);
  });

  it('does not begin where it was taken from the queue', async () => {
    const before = outcome('read');
    const waiting = outcome('undo');
    await until(async () => (await latestOf('undo'))?.state === 'queued');
    expect(await dropQueued(db, (await latestOf('undo'))?.id ?? 0, 'Not wanted.')).toBe(true);
    await until(async () => (await latestOf('read'))?.state === 'running');
    await askToCancel(db, (await latestOf('read'))?.id ?? 0, 'Ann');
    await before;
    expect(await waiting).toMatchObject({ state: 'failed', error: 'Not wanted.', startedAt: null });
  });

  it('notes when it and its present stage began', async () => {
    const { startedAt, stageStartedAt } = (await outcome('undo')) ?? {};
    expect(Date.parse(startedAt ?? '')).toBeGreaterThan(0);
    expect(Date.parse(stageStartedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(startedAt ?? ''));
  });

  it('is done in the same thread as the work before, unless that went wrong', async () => {
    const { done = 0 } = (await outcome('undo')) ?? {};
    expect(await outcome('undo')).toMatchObject({ done: done + 1 });
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await outcome('check');
    log.mockRestore();
    expect(await outcome('undo')).toMatchObject({ done: 1 });
  });

  it('is followed by the next, where its failure cannot be put in order', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = jobs;
    jobs = createJobRunner({
      db,
      config: readConfig({}),
      workerFile: new URL('../support/odd-worker.js', import.meta.url),
      onFailed: () => Promise.reject(new Error('database is locked')),
    });
    expect(await outcome('check')).toMatchObject({ state: 'running' });
    expect(await outcome('undo')).toMatchObject({ state: 'done' });
    await jobs.stop();
    jobs = before;
    log.mockRestore();
  });
});
