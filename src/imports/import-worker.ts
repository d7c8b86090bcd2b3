import { openDatabase } from '../db/open-database.js';
import { wipeErased } from '../db/wipe.js';
import { ViewfinderError } from '../errors.js';
import { giveWay } from '../give-way.js';
import type { JobKind } from '../jobs/job-queries.js';
import type { WorkerOrder } from '../jobs/run-in-thread.js';
import { takeOrders, type Tell } from '../jobs/take-orders.js';
import { wholeSight } from '../people/sight.js';
import type { ImportTask } from './import-task.js';
import { findImport } from './import-queries.js';

const running = () => import('./run-import.js');

/** Each kind of work loads what it needs: what takes a thread longest is to load the rest. */
const work: Record<JobKind, (task: ImportTask) => Promise<void>> = {
  read: async (task) => (await running()).readImport(task),
  check: async (task) => (await running()).checkImport(task),
  import: async (task) => (await running()).publishImport(task),
  whole: async (task) => (await running()).importWhole(task),
  undo: async (task) => (await import('./undo-import.js')).undoImport(task),
  purge: async (task) => (await import('./purge-import.js')).purgeImport(task),
  recode: async ({ db, importId, onProgress }) => {
    const { recodeImport } = await import('../themes/recode-import.js');
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

async function run({ kind, importId, actor, config }: WorkerOrder, tell: Tell): Promise<void> {
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
takeOrders(run);
