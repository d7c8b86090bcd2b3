import { parentPort } from 'node:worker_threads';
import type { WorkerOrder, WorkerReport } from './run-in-thread.js';

export type Tell = (report: WorkerReport) => void;

/**
 * In a thread: works off one order after another. `work` tells of its end before it resolves; what it throws
 * ends the thread.
 */
export function takeOrders(work: (order: WorkerOrder, tell: Tell) => Promise<void>): void {
  const tell: Tell = (report) => parentPort?.postMessage(report);
  parentPort?.on('message', (order: WorkerOrder) => {
    void work(order, tell).then(() => tell({ state: 'free' }));
  });
}
