import { parentPort } from 'node:worker_threads';
import { protectHere } from '../../src/statistics/disclosure/protect-order.js';
import type { SentOrder, SentOutcome } from '../../src/statistics/disclosure/protect-thread.js';

/** Stands in for the thread of disclosure control: takes three seconds in which it does nothing else. */
parentPort?.on('message', ({ id, order }: SentOrder) => {
  const end = Date.now() + 3000;
  while (Date.now() < end);
  void protectHere(order).then((outcome) => {
    const sent: SentOutcome = { id, protected: outcome };
    parentPort?.postMessage(sent);
  });
});
