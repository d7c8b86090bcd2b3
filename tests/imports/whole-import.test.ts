import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { changeImport } from '../../src/imports/import-queries.js';
import { importFile } from '../../src/imports/import-file.js';
import { receiveFile } from '../../src/imports/receive-file.js';
import { settleImport } from '../../src/imports/settle-import.js';
import { takeCopy } from '../../src/imports/uploads.js';
import { createJobRunner } from '../../src/jobs/job-runner.js';
import { projectPath } from '../../src/paths.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { everyRow } from '../support/tables.js';
import { startTestServices, type TestServices } from '../support/test-services.js';

const place = { survey: 'Sample', wave: '2012-13', group: '' };
const samples = ['fostering-2012-13.csv', 'adoption-2012-13.xlsx'];

/** As an officer does on the screens who takes every guess. */
async function importByStep({ config, db, jobs }: TestServices, file: string): Promise<void> {
  const upload = await takeCopy(config, file);
  const importId = await receiveFile(db, shellViewer(), { ...place, ...upload, fileName: file });
  const steps = [
    ['read', 'reading'],
    ['check', 'checking'],
    ['import', 'importing'],
  ] as const;
  for (const [kind, state] of steps) {
    await changeImport(db, importId, { state });
    await jobs.start(kind, importId, shellViewer());
    await jobs.idle();
  }
}

/** Of the moment or of the run, not of what was imported; parts of the full-text indexes are cut by the clock. */
const passing = /_at$|revision$|^(job|audit|migration|comment_(index|exact)_(data|idx))$/;

/** Papers are JSON, whose order of names does not count. */
const asRead = (value: unknown): unknown =>
  typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value;

/** Every row that two imports of the same file must have alike. */
function lasting({ config }: TestServices): Record<string, unknown[]> {
  const tables = Object.entries(everyRow(config.databaseFile)).filter(
    ([name]) => !passing.test(name),
  );
  const withoutTimes = (row: unknown) => {
    const columns = Object.entries(row as object).filter(([column]) => !passing.test(column));
    return Object.fromEntries(columns.map(([column, value]) => [column, asRead(value)]));
  };
  return Object.fromEntries(tables.map(([name, rows]) => [name, rows.map(withoutTimes)]));
}

describe.each(samples)('%s imported in one go', (sample) => {
  let whole: TestServices;
  let byStep: TestServices;
  beforeAll(async () => {
    [whole, byStep] = [await startTestServices(), await startTestServices()];
  });
  afterAll(() => Promise.all([whole.stop(), byStep.stop()]));

  test('leaves what the three steps leave', async () => {
    const file = projectPath(`samples/${sample}`);
    await whole.importFile(file, place);
    await importByStep(byStep, file);
    const [one, other] = [lasting(whole), lasting(byStep)];
    expect(one.comment?.length).toBeGreaterThan(50);
    expect(one.tag?.length).toBeGreaterThan(50);
    expect(one).toEqual(other);
  });
});

test('an import whose tagging breaks down fails with a sentence and leaves nothing', async () => {
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const services = await startTestServices();
  const { config, db } = services;
  const jobs = createJobRunner({
    db,
    config,
    workerFile: new URL('../support/worker-with-broken-taggers.js', import.meta.url),
    onFailed: (job, how) => settleImport(db, config, job, how),
  });
  const rows = Array.from(
    { length: 4500 },
    (_, at) => `${at},"They listened to me, number ${at}."`,
  );
  const file = `${config.dataDir}/large.csv`;
  await services.importText('large.csv', 'ID,Region\n1,London\n2,London', { survey: 'Other' });
  await writeFile(file, ['ID,What is good about it?', ...rows].join('\n'));
  await expect(
    importFile({ ...services, jobs }, shellViewer(), { ...place, file }),
  ).rejects.toThrow('The work stopped unexpectedly, and nothing of it was kept. Try again.');
  const left = everyRow(config.databaseFile);
  expect([left.comment, left.sentiment, left.import?.length]).toEqual([[], [], 1]);
  expect(await services.uploads()).toEqual([]);
  expect(logged).toHaveBeenCalledTimes(1);
  logged.mockRestore();
  await jobs.stop();
  await services.stop();
}, 120_000);
