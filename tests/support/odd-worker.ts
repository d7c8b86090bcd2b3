import { takeOrders } from '../../src/jobs/take-orders.js';

let orders = 0;

/**
 * Stands in for the import worker and goes wrong in a way of its own for each kind of work. What is done
 * counts the orders of this thread.
 */
takeOrders(async ({ kind }, tell) => {
  orders += 1;
  if (kind === 'read') await new Promise(() => setInterval(() => undefined, 1000));
  if (kind === 'check') throw new Error('a fault of ours');
  if (kind === 'import') {
    const kept: number[][] = [];
    for (;;) kept.push(new Array<number>(2_000_000).fill(kept.length));
  }
  const stage = kind === 'wipe' ? 'Overwriting' : 'Undoing';
  tell({ state: 'running', stage, done: orders, total: 2 });
  tell({ state: 'done' });
});
