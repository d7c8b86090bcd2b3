import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/config.js';
import { emptyLog } from '../../src/db/empty-log.js';
import { indexComments } from '../../src/db/full-text.js';
import { openDatabase } from '../../src/db/open-database.js';
import type { Services } from '../../src/http/services.js';
import { guessMapping } from '../../src/imports/columns/guess-mapping.js';
import { findImport } from '../../src/imports/import-queries.js';
import type { ImportTask } from '../../src/imports/import-task.js';
import type { PreparedImport } from '../../src/imports/import-types.js';
import { prepareImport } from '../../src/imports/prepare/prepare-import.js';
import { readSurvey } from '../../src/imports/read-survey.js';
import { receiveFile } from '../../src/imports/receive-file.js';
import { importWhole } from '../../src/imports/run-import.js';
import { storeImport } from '../../src/imports/store-import.js';
import { takeCopy } from '../../src/imports/uploads.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { wholeSight } from '../../src/people/sight.js';
import { closeServices, openServices } from '../../src/server.js';
import { openTagPool } from '../../src/themes/tag-pool.js';

/** One stage of an import: seconds by the clock, and of all processors. */
export interface Stage {
  stage: string;
  seconds: number;
  cpuSeconds: number;
}

export interface ImportMeasured {
  stages: Stage[];
  megabytes: number;
}

/** Measures from one call to the next; what passes before the first is nobody's. */
function stopwatch() {
  const stages: Stage[] = [];
  let stage: string | undefined;
  let since = { at: performance.now(), cpu: process.cpuUsage() };
  return {
    stages,
    begin(next: string | undefined) {
      const { user, system } = process.cpuUsage(since.cpu);
      const seconds = (performance.now() - since.at) / 1000;
      if (stage !== undefined) stages.push({ stage, seconds, cpuSeconds: (user + system) / 1e6 });
      stage = next;
      since = { at: performance.now(), cpu: process.cpuUsage() };
    },
  };
}

type Stopwatch = ReturnType<typeof stopwatch>;

/** The import as the product does it: storing goes on while the threads tag. */
async function whole(task: ImportTask, watch: Stopwatch): Promise<void> {
  let last = '';
  const onProgress = (stage: string) => {
    if (stage !== last) watch.begin(stage);
    last = stage;
  };
  await importWhole({ ...task, onProgress });
  watch.begin(undefined);
}

async function prepare(task: ImportTask, watch: Stopwatch): Promise<PreparedImport> {
  watch.begin('read');
  const table = await readSurvey(task);
  watch.begin('guess');
  const mapping = guessMapping(table);
  watch.begin('check');
  return prepareImport(table, mapping, { fileName: 'export.xlsx', groupKey: null });
}

/** The same steps one after the other, without tagging; indexing is done once more by itself. */
async function plain(task: ImportTask, watch: Stopwatch): Promise<void> {
  const prepared = await prepare(task, watch);
  const { db, importId, onProgress } = task;
  watch.begin('store and index');
  const { surveyId, waveId } = await findImport(db, wholeSight, importId);
  const tagged = { parts: [prepared.comments], save: () => Promise.resolve() };
  await storeImport(db, { importId, surveyId, waveId }, prepared, { tagged, onProgress });
  await emptyLog(db);
  watch.begin('index, by itself');
  await db.transaction().execute((transaction) => indexComments(transaction, importId, 0));
  watch.begin(undefined);
}

async function tag(task: ImportTask, watch: Stopwatch): Promise<void> {
  const { comments, openQuestions } = await prepare(task, stopwatch());
  const questions = new Map(openQuestions.map(({ key, text }) => [key, text]));
  watch.begin('tag');
  const pool = openTagPool();
  const given = comments.map((one) => ({ ...one, question: questions.get(one.questionKey) ?? '' }));
  for await (const rows of pool.tag(given)) task.onProgress('Tagging', rows.length, given.length);
  watch.begin(undefined);
  await pool.close();
}

const ways = { whole, plain, tag };
export type ImportWay = keyof typeof ways;

async function receive({ config, db }: Services, file: string): Promise<number> {
  const upload = await takeCopy(config, file);
  const place = { survey: 'Large survey', wave: '2013', group: '' };
  return receiveFile(db, shellViewer(), { ...place, ...upload, fileName: file });
}

const [way = '', file = ''] = process.argv.slice(2);
const folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-bench-'));
const services = await openServices(readConfig({ DATA_DIR: folder }));
const { config } = services;
const db = openDatabase(config.databaseFile, { writesMuch: true });
const importId = await receive(services, file);
const task = { db, config, importId, actor: shellViewer(), onProgress: () => undefined };
const watch = stopwatch();
await ways[way as ImportWay](task, watch);
const { stages } = watch;
const measured: ImportMeasured = { stages, megabytes: process.resourceUsage().maxRSS / 1024 };
await db.destroy();
await closeServices(services);
await rm(folder, { recursive: true });
process.stdout.write(JSON.stringify(measured));
