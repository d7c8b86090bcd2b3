import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { ViewfinderError } from '../../src/errors.js';
import { recogniseLayout } from '../../src/imports/layouts/recognise-layout.js';
import { readWorkbook } from '../../src/imports/readers/read-workbook.js';

/** What became of one file: read, recognised as a table, refused with a sentence, or a fault of ours. */
export interface Outcome {
  file: string;
  reading: 'read' | 'refused' | 'fault';
  recognised: boolean;
  sentence: string;
}

async function tryFile(file: string): Promise<Outcome> {
  const outcome: Outcome = { file, reading: 'read', recognised: false, sentence: '' };
  try {
    const workbook = await readWorkbook(await readFile(file), 'upload.xlsx');
    try {
      recogniseLayout(workbook, 'upload.xlsx');
      return { ...outcome, recognised: true };
    } catch (error) {
      const reading = error instanceof ViewfinderError ? 'read' : 'fault';
      return { ...outcome, reading, sentence: String(error) };
    }
  } catch (error) {
    const reading = error instanceof ViewfinderError ? 'refused' : 'fault';
    return { ...outcome, reading, sentence: String(error) };
  }
}

for (const file of workerData as string[]) parentPort?.postMessage(await tryFile(file));
