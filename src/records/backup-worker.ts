import { parentPort, workerData } from 'node:worker_threads';
import { ViewfinderError } from '../errors.js';
import { takeBackup, type Backup } from './backup.js';

export interface BackupOrder {
  databaseFile: string;
  file: string;
}
export type BackupOutcome = { backup: Backup } | { error: string };

const { databaseFile, file } = workerData as BackupOrder;

/** Copying and checking keep a processor busy: here they hold up no page. */
async function run(): Promise<BackupOutcome> {
  try {
    return { backup: await takeBackup(databaseFile, file, () => undefined) };
  } catch (error) {
    if (error instanceof ViewfinderError) return { error: error.message };
    throw error;
  }
}

parentPort?.postMessage(await run());
