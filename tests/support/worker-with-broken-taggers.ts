import { openDatabase } from '../../src/db/open-database.js';
import { wipeErased } from '../../src/db/wipe.js';
import { importWhole } from '../../src/imports/run-import.js';
import { takeOrders } from '../../src/jobs/take-orders.js';
import { openTagPool } from '../../src/themes/tag-pool.js';

/** Stands in for the import worker, with threads that break down while they tag. */
takeOrders(async ({ kind, importId, actor, config }) => {
  const db = openDatabase(config.databaseFile);
  const broken = new URL('./broken-tagger.js', import.meta.url);
  if (kind === 'wipe') await wipeErased(db);
  const task = { db, config, importId, actor, onProgress: () => undefined };
  if (kind === 'whole') await importWhole(task, (parts) => openTagPool(parts, 2, broken));
});
