import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wilsonInterval } from '../../src/statistics/intervals.js';
import { expectEnds, inference } from './inference.js';

describe("Wilson's interval", () => {
  it.each(inference.wilson)(
    'of $numerator of $base at $confidence is that of R',
    ({ confidence, ...one }) => expectEnds(wilsonInterval(one, confidence), one),
  );

  it.each(inference.finite)(
    'of $numerator of $base of a population of $population is that of R',
    (one) => expectEnds(wilsonInterval(one), one),
  );

  it('of nobody is none', () => expect(wilsonInterval({ numerator: 0, base: 0 })).toBeNull());

  it('is no wider for a known population, holds the share, and stays within 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (base, part, others) => {
          const numerator = Math.round(base * part);
          const [low = 2, high = -1] = wilsonInterval({ numerator, base }) ?? [];
          const population = base + others;
          const [own = 2, top = -1] = wilsonInterval({ numerator, base, population }) ?? [];
          const ends = [0, low, own, numerator / base, top, high, 1];
          for (const [at, end] of ends.entries()) {
            expect(end).toBeLessThanOrEqual((ends[at + 1] ?? 1) + 1e-12);
          }
        },
      ),
    );
  });
});
