import type { Services } from '../http/services.js';
import { listErasures } from '../imports/erasure-list.js';
import type { Viewer } from '../people/permissions.js';
import { eraseResponses } from './erase-response.js';
import { purgeWave } from './purge-wave.js';
import { wavesOfFiles } from './purge-queries.js';
import { responsesOfFile } from './response-queries.js';

/**
 * Erases again what was erased or purged before and is back, as after a backup of an earlier day has been
 * restored. Resolves with how many responses and waves went, when the files hold nothing of them.
 */
export async function reapplyErasures(
  services: Pick<Services, 'config' | 'db' | 'jobs'>,
  viewer: Viewer,
): Promise<{ responses: number; waves: number }> {
  const { config, db, jobs } = services;
  const erasures = await listErasures(config);
  const purged = erasures.flatMap(({ file, row }) => (row === null ? [file] : []));
  const waves = await wavesOfFiles(db, new Set(purged));
  for (const waveId of waves) await purgeWave(services, viewer, waveId);
  let responses = 0;
  for (const { file, row } of erasures) {
    if (row === null) continue;
    const found = await responsesOfFile(db, file, row);
    if (found.length === 0) continue;
    await eraseResponses(services, viewer, found);
    responses += found.length;
  }
  await jobs.idle();
  return { responses, waves: waves.length };
}
