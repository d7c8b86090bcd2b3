import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { poolSmall } from '../../../src/reports/meter/pool-small.js';

const sizes = (...people: number[]) => people.map((one) => ({ people: one }));
const pooled = (...people: number[]) =>
  poolSmall(sizes(...people), 5).pooled.map((one) => one.people);

test('nothing is pooled where every value has people enough', () => {
  expect(poolSmall(sizes(9, 5, 7), 5)).toEqual({ shown: sizes(9, 5, 7), pooled: [] });
});

test('one small value takes the next smallest with it, as it would follow from the total', () => {
  expect(pooled(20, 3, 8)).toEqual([3, 8]);
});

test('small values that are too few together take another one', () => {
  expect(pooled(20, 1, 2, 8)).toEqual([1, 2, 8]);
  expect(pooled(20, 3, 4, 8)).toEqual([3, 4]);
});

test('what is shown has people enough, and what is pooled is two values or more of people enough together', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 12 }), (people) => {
      const parts = poolSmall(sizes(...people), 5);
      expect(parts.shown.length + parts.pooled.length).toBe(people.length);
      expect(parts.shown.every((one) => one.people >= 5)).toBe(true);
      if (parts.pooled.length === 0 || parts.shown.length === 0) return;
      expect(parts.pooled.length).toBeGreaterThan(1);
      expect(parts.pooled.reduce((sum, one) => sum + one.people, 0)).toBeGreaterThanOrEqual(5);
    }),
  );
});
