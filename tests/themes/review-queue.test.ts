import { expect, test } from '@jest/globals';
import { parseQueue, queueAddress } from '../../src/themes/review-queue.js';
import { paceOf } from '../../src/themes/show-review.js';

test('a queue is read from an address in which anything may stand', () => {
  const queue = parseQueue({ pile: '__proto__', seed: '-1', theme: ['food', '<b>'] });
  expect(queue).toMatchObject({ pile: 'unsure', order: { by: 'doubt' } });
  expect(queueAddress(queue, '/review/next')).toBe('/review/next?theme=food&pile=unsure');
});

test('the pace is that of the stretch of work that goes on', () => {
  const at = (...seconds: number[]) =>
    seconds.map((second) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString());
  expect(paceOf(at(0, 6, 12, 18))).toBe(10);
  // An hour's break before it does not count.
  expect(paceOf(at(0, 10, 3600, 3612, 3624))).toBe(5);
  expect(paceOf(at(0, 6))).toBeNull();
});
