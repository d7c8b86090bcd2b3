import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { stat } from 'node:fs/promises';
import { sql } from 'kysely';
import { settleUnfinished } from '../../src/imports/settle-import.js';
import { addJob, finishJob, latestJob } from '../../src/jobs/job-queries.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { eraseResponses } from '../../src/records/erase-response.js';
import { resumeRemovals, watchLog } from '../../src/records/finish-removals.js';
import { purgeWave } from '../../src/records/purge-wave.js';
import { findResponses } from '../../src/records/response-queries.js';
import { foundOnDisk } from '../support/disk.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importSpoken, ownWords } from './spoken-file.js';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
  await importSpoken(app);
});
afterEach(() => app.stop());

const onDisk = () => foundOnDisk(app.services.config.dataDir, ownWords);
/** No process has this id. */
const deadProcess = 2 ** 22 + 1;

describe('what a stop cut short', () => {
  test('is an erasure that was decided: the next start writes over its words', async () => {
    const { db, config, jobs } = app.services;
    const cutShort = { ...jobs, run: () => undefined };
    const found = await findResponses(db, 1, 'R-5');
    await eraseResponses({ db, config, jobs: cutShort }, shellViewer(), found);
    expect(onDisk()).not.toEqual([]);
    await sql`update job set process_id = ${deadProcess}, process_mark = null where kind = 'wipe'`.execute(
      db,
    );
    await settleUnfinished(db, config);
    expect(onDisk()).toEqual([]);
    expect(await latestJob(db, 1)).toMatchObject({ kind: 'wipe', state: 'done' });
  });

  test('is a purge: the next start of the server goes on with it', async () => {
    const { db, config, jobs } = app.services;
    const cutShort = { ...jobs, start: () => Promise.resolve() };
    await purgeWave({ db, config, jobs: cutShort }, shellViewer(), 1);
    expect(onDisk()).not.toEqual([]);
    await resumeRemovals(app.services);
    await jobs.idle();
    expect(await app.json('/imports/1')).toMatchObject({ import: { state: 'purged' } });
    expect(onDisk()).toEqual([]);
  });

  test('is a wipe that failed: the next start does it once more, and once it is done no more', async () => {
    const { db, jobs } = app.services;
    const wipe = { kind: 'wipe', importId: 1, processId: 1, actor: shellViewer() } as const;
    const { id } = await addJob(db, wipe);
    await finishJob(db, id, 'The disk was full.');
    await resumeRemovals(app.services);
    await jobs.idle();
    const done = await latestJob(db, 1);
    expect(done).toMatchObject({ id: id + 1, kind: 'wipe', state: 'done' });
    await resumeRemovals(app.services);
    expect(await latestJob(db, 1)).toEqual(done);
  });
});

test('a server that looks after the log leaves nothing in it', async () => {
  const { db, config } = app.services;
  await sql`create table more (a)`.execute(db);
  const size = async () => (await stat(`${config.databaseFile}-wal`)).size;
  expect(await size()).toBeGreaterThan(0);
  watchLog({ db })();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await size()).toBe(0);
});
