import { parentPort, workerData } from 'node:worker_threads';
import { searchEngine } from './comments/engine/search-engine.js';
import { openDatabase } from './db/open-database.js';
import { putInForce } from './disclosure-rules.js';
import { ViewfinderError } from './errors.js';
import type { ReadingAnswer, ReadingOrder, ReadingRequest } from './jobs/reading-threads.js';
import { reads } from './reads.js';

const { config } = workerData as ReadingOrder;
const db = openDatabase(config.databaseFile);
putInForce(db, config.disclosure);

async function answer({ id, name, viewer, parameters }: ReadingRequest): Promise<ReadingAnswer> {
  try {
    return { id, result: await reads[name]?.(db, viewer, parameters) };
  } catch (fault) {
    if (!(fault instanceof ViewfinderError)) return { id, fault };
    const { kind, message, faults, link, retrySeconds } = fault;
    const details = { faults, ...(link && { link }), ...(retrySeconds && { retrySeconds }) };
    return { id, refused: { kind, message, details } };
  }
}

parentPort?.on('message', (request: ReadingRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});

// Comments are taken in at once, a part at a time: whoever asks meanwhile is answered from what is there.
const engine = searchEngine(db, config.searchSeconds * 1000);
void engine.takeIn();
