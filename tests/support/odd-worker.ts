import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerOrder } from '../../src/jobs/run-in-thread.js';

/** Stands in for the import worker and goes wrong in a way of its own for each kind of work. */
const { kind } = workerData as WorkerOrder;
if (kind === 'read') await new Promise(() => setInterval(() => undefined, 1000));
if (kind === 'check') throw new Error('a fault of ours');
if (kind === 'import') {
  const kept: number[][] = [];
  for (;;) kept.push(new Array<number>(2_000_000).fill(kept.length));
}
const stage = kind === 'wipe' ? 'Overwriting' : 'Undoing';
parentPort?.postMessage({ state: 'running', stage, done: 1, total: 2 });
parentPort?.postMessage({ state: 'done' });
