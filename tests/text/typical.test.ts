import { expect, test } from '@jest/globals';
import { closenessOf } from '../../src/text/typical.js';

const texts = [
  'staff listen when we speak',
  'staff listen when children speak',
  'staff never listen when children speak',
  'the bus to school breaks down often',
  'ok',
].map((text) => text.split(' '));

test('a text is the closer to all of them the more of its words the others have', () => {
  const [first, second, third, bus, short] = closenessOf(texts);
  expect(second).toBeGreaterThan(first ?? 0);
  expect(second).toBeGreaterThan(third ?? 0);
  expect(bus).toBeLessThan(Math.min(first ?? 0, third ?? 0));
  expect(short).toBeNull();
});

test('of texts that share no word each is as close as the others: 1 / √n', () => {
  const apart = [
    ['a', 'b', 'c', 'd'],
    ['e', 'f', 'g', 'h'],
    ['i', 'j', 'k', 'l'],
    ['m', 'n', 'o', 'p'],
  ];
  for (const one of closenessOf(apart)) expect(one).toBeCloseTo(0.5, 12);
});
