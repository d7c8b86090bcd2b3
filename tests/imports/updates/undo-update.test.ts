import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { findImport } from '../../../src/imports/import-queries.js';
import { prepareImport } from '../../../src/imports/prepare/prepare-import.js';
import { settleImport } from '../../../src/imports/settle-import.js';
import { storeImport } from '../../../src/imports/store-import.js';
import { tagImport } from '../../../src/imports/tag-import.js';
import { prepareUpdate } from '../../../src/imports/updates/apply-update.js';
import { planUpdate } from '../../../src/imports/updates/plan-update.js';
import { latestJob } from '../../../src/jobs/job-queries.js';
import { shellViewer } from '../../../src/people/shell-viewer.js';
import { wholeSight } from '../../../src/people/sight.js';
import { startTestServices, type TestServices } from '../../support/test-services.js';
import { surveyTable } from '../survey-table.js';
import { changed, dump, firstFolder, knownFile, later, type Return } from './known-file.js';

let services: TestServices;
beforeEach(async () => (services = await startTestServices(await firstFolder())));
afterEach(() => services.stop());

const place = { survey: 'Fostering' };
const send = (name: string, rows: readonly Return[]) =>
  services.importText(name, knownFile(rows), place);

async function undo(importId: number) {
  await services.jobs.start('undo', importId, shellViewer());
  await services.jobs.idle();
  return latestJob(services.db, importId);
}

const words = ['dog', 'wombat', 'swing', 'carrots', 'pogostick', 'quiet', 'garden'];

describe('undoing', () => {
  test('the later import restores answers, comments, tags and both indexes exactly', async () => {
    const before = await dump(services, words);
    const { importId } = await services.importText(
      'later.csv',
      knownFile(later, {
        'Do you like the food?': ({ id }) => (Number(id) < 9 ? 'Yes' : 'No'),
        'What do you eat?': ({ id }) => `Soup of kind ${id} on most days of the week`,
      }),
      place,
    );
    expect(await dump(services, words)).not.toEqual(before);
    expect((await undo(importId))?.error).toBeNull();
    expect(await dump(services, words)).toEqual(before);
    for (const table of ['responseUpdate', 'answerChange', 'commentChange'] as const) {
      expect(await services.db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });

  test('of an import is refused while a later one brought its responses again', async () => {
    const first = { importId: 1 };
    const second = await send('second.csv', later);
    const third = await send(
      'third.csv',
      changed(later, { '9': { safe: 'No' }, '21': { safe: 'Yes' } }),
    );
    const before = await dump(services, words);
    for (const { importId } of [first, second]) {
      const job = await undo(importId);
      expect(job?.error).toMatch(
        /third\.csv brought the same responses again after .*Undo .*third\.csv first\./,
      );
      expect(await findImport(services.db, wholeSight, importId)).toMatchObject({
        state: 'published',
      });
    }
    expect(await dump(services, words)).toEqual(before);
    for (const { importId } of [third, second, first]) {
      expect((await undo(importId))?.error).toBeNull();
    }
    expect(await services.db.selectFrom('comment').selectAll().execute()).toEqual([]);
  });
});

test('an import that finds the known responses changed meanwhile leaves everything as it was', async () => {
  const { applied, before, importId } = await failingUpdate();
  await expect(applied).rejects.toThrow('have changed while this file was being imported');
  const job = { kind: 'import', importId, actor: shellViewer() } as const;
  await settleImport(services.db, services.config, job, 'broken');
  expect(await dump(services, words)).toEqual(before);
});

/** An update made ready, and a response of the earlier import gone before it is applied. */
async function failingUpdate() {
  const before = await dump(services, words);
  const rows = changed(later.slice(0, 20), { '4': { safe: 'Only at night' } }).map(
    ({ id, safe = '', good = '' }) => [id, safe, good],
  );
  const table = surveyTable(['Response ID', 'Do you feel safe?', 'What is good?'], rows);
  const prepared = prepareImport(table, guessMapping(table), { fileName: 'x.csv', groupKey: null });
  const { id: waveId, surveyId } = await services.db
    .selectFrom('wave')
    .selectAll()
    .executeTakeFirstOrThrow();
  const at = { waveId, surveyId, groupKey: null, sameNumbers: null, parts: new Set<string>() };
  const plan = await planUpdate(services.db, at, prepared);
  const { id: importId } = await services.db
    .insertInto('import')
    .values({
      waveId,
      state: 'importing',
      fileName: 'x.csv',
      fileSha256: 'x',
      fileBytes: 1,
      uploadName: null,
      uploadKey: null,
      groupKey: null,
      layout: null,
      profile: null,
      mapping: null,
      mappingEdits: null,
      report: null,
      createdAt: '',
      publishedAt: null,
      sameNumbers: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const task = { ...services, importId, actor: shellViewer(), onProgress: () => undefined };
  const target = { importId, surveyId, waveId };
  const tagged = await tagImport(services.db, plan.fresh, undefined);
  await storeImport(services.db, target, plan.fresh, { tagged, onProgress: task.onProgress });
  const apply = await prepareUpdate(task, undefined, { place: at, prepared, plan });
  await services.db
    .updateTable('import')
    .set({ responseCount: 19 })
    .where('id', '<>', importId)
    .execute();
  return { applied: services.db.transaction().execute(apply), before, importId };
}
