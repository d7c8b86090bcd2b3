import type { Services } from '../http/services.js';
import { listErasures } from '../imports/erasure-list.js';
import type { Viewer } from '../people/permissions.js';
import { eraseResponses } from './erase-response.js';
import { purgeWave } from './purge-wave.js';
import { wavesOfFile } from './purge-queries.js';
import { responsesOfFile } from './response-queries.js';

/**
 * Erases again what was erased or purged before and is back, as after a backup of an earlier day has been
 * restored. Resolves with how many responses and waves went, when the files hold nothing of them.
 */
export async function reapplyErasures(
  services: Services,
  viewer: Viewer,
): Promise<{ responses: number; waves: number }> {
  const { config, db, jobs } = services;
  let [erased, waves] = [0, 0];
  for (const { file, row } of await listErasures(config)) {
    if (row === null) {
      for (const waveId of await wavesOfFile(db, file)) {
        await purgeWave(services, viewer, waveId);
        waves += 1;
      }
      continue;
    }
    const found = await responsesOfFile(db, file, row);
    if (found.length === 0) continue;
    await eraseResponses(services, viewer, found);
    erased += found.length;
  }
  await jobs.idle();
  return { responses: erased, waves };
}
