import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { utimes, writeFile } from 'node:fs/promises';
import { wholeSight } from '../../src/people/sight.js';
import { discardImport } from '../../src/imports/discard-import.js';
import { findImport, findImportPapers } from '../../src/imports/import-queries.js';
import { repeatStep } from '../../src/imports/begin-step.js';
import { settleUnfinished, takeOverAbandoned } from '../../src/imports/settle-import.js';
import { uploadPath } from '../../src/imports/uploads.js';
import {
  addJob,
  askToCancel,
  latestJob,
  saveProgress,
  type JobKind,
} from '../../src/jobs/job-queries.js';
import { startTestServices, type TestServices } from '../support/test-services.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { foundOnDisk } from '../support/disk.js';
import { received, rowCounts } from './views-file.js';

let services: TestServices;
beforeEach(async () => (services = await startTestServices()));
afterEach(() => services.stop());

/** A job as a process that is gone left it: no process has this id. */
const deadProcess = 2 ** 22 + 1;

async function leaveRunning(importId: number, kind: 'read' | 'import' | 'undo') {
  const job = await addJob(services.db, {
    kind,
    importId,
    processId: deadProcess,
    actor: shellViewer(),
  });
  await saveProgress(services.db, job.id, { stage: 'Writing', done: 1, total: 2 });
}

describe('work that a dead process left running', () => {
  test('reading is to be done again, from the upload that is still there', async () => {
    const { importId } = await received(services);
    await leaveRunning(importId, 'read');
    await settleUnfinished(services.db, services.config);
    expect((await findImport(services.db, wholeSight, importId)).state).toBe('failed');
    expect(await latestJob(services.db, importId)).toMatchObject({
      state: 'failed',
      error: 'Viewfinder stopped during this work, and nothing of it was kept. Try again.',
    });
    expect(await services.uploads()).toHaveLength(1);
    await repeatStep(services, shellViewer(), importId);
    await services.jobs.idle();
    expect((await findImport(services.db, wholeSight, importId)).state).toBe('mapping');
  });

  test('reading that was never noted is to be done again too', async () => {
    const { importId } = await received(services);
    await settleUnfinished(services.db, services.config);
    expect((await findImport(services.db, wholeSight, importId)).state).toBe('failed');
    await repeatStep(services, shellViewer(), importId);
    await services.jobs.idle();
    expect((await findImport(services.db, wholeSight, importId)).state).toBe('mapping');
    await discardImport(services, shellViewer(), importId);
    expect(await rowCounts(services)).toMatchObject({ import: 0, wave: 0, survey: 0, job: 0 });
    expect(await services.uploads()).toEqual([]);
  });

  test('reading that somebody had cancelled leaves no upload', async () => {
    const { importId } = await received(services);
    await leaveRunning(importId, 'read');
    const job = await latestJob(services.db, importId);
    await askToCancel(services.db, job?.id ?? 0, 'Ann Officer');
    await settleUnfinished(services.db, services.config);
    expect(await services.uploads()).toEqual([]);
    expect(await latestJob(services.db, importId)).toMatchObject({
      error: 'Cancelled by Ann Officer.',
    });
    await expect(repeatStep(services, shellViewer(), importId)).rejects.toMatchObject({
      kind: 'conflict',
    });
  });

  test('beside a server that runs, it is taken over, its words written over', async () => {
    const { importId } = await received(services);
    await work(importId, ['read', 'check']);
    await services.db.updateTable('import').set({ state: 'importing' }).execute();
    await leaveRunning(importId, 'import');
    await takeOverAbandoned(services);
    await services.jobs.idle();
    expect((await findImport(services.db, wholeSight, importId)).state).toBe('checked');
    expect(await latestJob(services.db, importId)).toMatchObject({
      state: 'failed',
      stage: 'Overwriting what was removed',
      processId: process.pid,
    });
    await takeOverAbandoned(services);
    await repeatStep(services, shellViewer(), importId);
    await services.jobs.idle();
    expect((await findImport(services.db, wholeSight, importId)).state).toBe('published');
  });

  async function work(importId: number, kinds: readonly JobKind[]) {
    for (const kind of kinds) {
      await services.jobs.start(kind, importId, shellViewer());
      await services.jobs.idle();
    }
  }

  test('importing goes back to the checks, with nothing half-written', async () => {
    const { importId } = await received(services);
    await work(importId, ['read', 'check']);
    const { uploadName, uploadKey } = await findImportPapers(services.db, importId);
    await work(importId, ['import']);
    await services.db
      .updateTable('import')
      .set({ state: 'importing', uploadName, uploadKey })
      .execute();
    await leaveRunning(importId, 'import');
    await settleUnfinished(services.db, services.config);
    expect((await findImport(services.db, wholeSight, importId)).state).toBe('checked');
    expect(await rowCounts(services)).toMatchObject({
      response: 0,
      comment: 0,
      tag: 0,
      sentiment: 0,
      answer_column: 0,
      question: 0,
      option: 0,
    });
    // The officer's own file lies there too.
    const found = foundOnDisk(services.config.dataDir, ['I would like wish']);
    expect(found).toEqual(['views.csv: i would like wish']);
  });

  test.each(['import', 'undo'] as const)(
    'an %s that was kept before the stop stays as it is',
    async (kind) => {
      const { importId } = await received(services);
      const steps = ['read', 'check', 'import', 'undo'] as const;
      for (const step of steps.slice(0, steps.indexOf(kind) + 1)) {
        await services.jobs.start(step, importId, shellViewer());
        await services.jobs.idle();
      }
      const [before, state] = [
        await rowCounts(services),
        (await findImport(services.db, wholeSight, importId)).state,
      ];
      await leaveRunning(importId, kind);
      await settleUnfinished(services.db, services.config);
      expect((await findImport(services.db, wholeSight, importId)).state).toBe(state);
      expect(await rowCounts(services)).toEqual({ ...before, job: expect.any(Number) });
    },
  );

  test('an old file that no import names is gone; a needed one and a new one stay', async () => {
    await received(services);
    const [needed = ''] = await services.uploads();
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    for (const [name, age] of [
      [needed, 48],
      ['cut-off', 2],
      ['arriving', 0],
    ] as const) {
      const file = uploadPath(services.config, name);
      if (name !== needed) await writeFile(file, 'Name,Why?');
      await utimes(file, hours(age), hours(age));
    }
    await settleUnfinished(services.db, services.config);
    expect((await services.uploads()).sort()).toEqual([needed, 'arriving'].sort());
  });

  test('work of a living process is left alone', async () => {
    const { importId } = await received(services);
    const job = await addJob(services.db, {
      kind: 'read',
      importId,
      processId: process.ppid,
      actor: shellViewer(),
    });
    await settleUnfinished(services.db, services.config);
    expect(await latestJob(services.db, importId)).toMatchObject({ id: job.id, state: 'queued' });
  });
});
