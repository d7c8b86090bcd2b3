import { parentPort } from 'node:worker_threads';
import { giveWay } from '../../give-way.js';
import { protectHere } from './protect-order.js';
import type { SentOrder, SentOutcome } from './protect-thread.js';

giveWay();

const work = async ({ id, order }: SentOrder): Promise<void> => {
  const outcome: SentOutcome = { id, protected: await protectHere(order) };
  parentPort?.postMessage(outcome);
};

// What goes wrong ends the thread: whoever waits for it is told, and the next order starts another.
parentPort?.on('message', (sent: SentOrder) => void work(sent));
