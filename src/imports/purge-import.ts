import { wipeErased } from '../db/wipe.js';
import { changeImport, findImport, purgingImports } from './import-queries.js';
import type { ImportTask } from './import-task.js';
import { wholeSight } from '../people/sight.js';
import { clearImport, dropPapers } from './undo-import.js';

/**
 * Removes the responses, comments and papers of an import whose wave is being purged; how many there
 * were stays with its record. The last of a wave writes over what was removed.
 */
export async function purgeImport(task: ImportTask): Promise<void> {
  const { db, importId } = task;
  await clearImport(db, importId, task.onProgress);
  await changeImport(db, importId, { state: 'purged', ...(await dropPapers(task)) });
  const { waveId } = await findImport(db, wholeSight, importId);
  if ((await purgingImports(db, waveId)).length > 0) return;
  task.onProgress('Overwriting what was removed', 0, 0);
  await wipeErased(db);
}
