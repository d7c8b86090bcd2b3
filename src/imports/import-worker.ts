import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../db/open-database.js';
import { wipeErased } from '../db/wipe.js';
import { ViewfinderError } from '../errors.js';
import { giveWay } from '../give-way.js';
import type { JobKind } from '../jobs/job-queries.js';
import type { WorkerOrder, WorkerReport } from '../jobs/run-in-thread.js';
import { wholeSight } from '../people/sight.js';
import { recodeImport } from '../themes/recode-import.js';
import type { ImportTask } from './import-task.js';
import { checkImport, importWhole, publishImport, readImport } from './run-import.js';
import { purgeImport } from './purge-import.js';
import { findImport } from './import-queries.js';
import { undoImport } from './undo-import.js';

const work: Record<JobKind, (task: ImportTask) => Promise<void>> = {
  read: readImport,
  check: checkImport,
  import: publishImport,
  whole: (task) => importWhole(task),
  undo: undoImport,
  purge: purgeImport,
  recode: async ({ db, importId, onProgress }) => {
    const { commentCount } = await findImport(db, wholeSight, importId);
    const tell = (done: number) => onProgress('Coding comments', done, commentCount);
    tell(0);
    await recodeImport(db, importId, tell);
  },
  wipe: async ({ db, onProgress }) => {
    onProgress('Overwriting what was removed', 0, 0);
    await wipeErased(db);
  },
};

/** A person cannot follow more than this, and each report is a write. */
const millisecondsBetweenReports = 200;

const tell = (report: WorkerReport) => parentPort?.postMessage(report);

async function run({ kind, importId, actor, config }: WorkerOrder): Promise<void> {
  const db = openDatabase(config.databaseFile, { writesMuch: true });
  let told = { at: 0, stage: '' };
  const onProgress: ImportTask['onProgress'] = (stage, done, total) => {
    const at = Date.now();
    if (stage === told.stage && at - told.at < millisecondsBetweenReports) return;
    told = { at, stage };
    tell({ state: 'running', stage, done, total });
  };
  try {
    await work[kind]({ db, config, importId, actor, onProgress });
    tell({ state: 'done' });
  } catch (error) {
    if (!(error instanceof ViewfinderError)) throw error;
    tell({ state: 'failed', error: error.message });
  } finally {
    await db.destroy();
  }
}

giveWay();
await run(workerData as WorkerOrder);
