import { emptyLog } from '../db/empty-log.js';
import type { Services } from '../http/services.js';
import { failedWipe } from '../jobs/job-queries.js';
import { logFault } from '../log-fault.js';
import { serverActor } from '../people/permissions.js';
import { wavesBeingPurged } from './purge-queries.js';
import { startPurge } from './purge-wave.js';

const everyMilliseconds = 60_000;

type Work = Pick<Services, 'db' | 'jobs'>;

/** Begins again what a stop or a fault cut short after it was decided: purges, and writing over what is gone. */
export async function resumeRemovals({ db, jobs }: Work): Promise<void> {
  for (const waveId of await wavesBeingPurged(db))
    await startPurge({ db, jobs }, serverActor, waveId);
  const importId = await failedWipe(db);
  if (importId !== undefined) await jobs.start('wipe', importId, serverActor);
}

/**
 * Keeps the database's log empty while nobody reads it: an erasure beside a backup, or a discarded upload,
 * leaves its words and keys there. Returns what ends it.
 */
export function watchLog({ db }: Pick<Services, 'db'>): () => void {
  const look = () =>
    void emptyLog(db).catch((error: unknown) => logFault(['log of the database'], error));
  const timer = setInterval(look, everyMilliseconds).unref();
  look();
  return () => clearInterval(timer);
}
