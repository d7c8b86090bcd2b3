import { parentPort, workerData } from 'node:worker_threads';
import { ViewfinderError } from '../../../src/errors.js';
import { readBytes } from './written-file.js';

/** How a reading ended: 'read', or the kind and sentence of its refusal. */
export interface Ending {
  ends: string;
  sentence: string;
}

async function ending(bytes: Uint8Array): Promise<Ending> {
  try {
    await readBytes(Buffer.from(bytes), 'upload.xlsx');
    return { ends: 'read', sentence: '' };
  } catch (error) {
    const ends = error instanceof ViewfinderError ? error.kind : 'fault';
    return { ends, sentence: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.postMessage(await ending(workerData as Uint8Array));
