import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holm } from '../../src/statistics/adjust.js';
import { expectAsR, inference } from './inference.js';

describe("Holm's correction", () => {
  it.each(inference.families)('of $p is that of R', ({ p, adjusted }) => {
    const own = holm(p);
    expect(own).toHaveLength(adjusted.length);
    adjusted.forEach((expected, place) => {
      if (expected === null) expect(own[place]).toBeNull();
      else expectAsR(own[place], expected);
    });
  });

  it('lowers no p value, keeps their order, and stays within 0 and 1', () => {
    const values = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })));
    fc.assert(
      fc.property(values, (family) => {
        const pairs = holm(family).flatMap((own, place) => {
          const p = family[place] ?? null;
          expect(own === null).toBe(p === null);
          return own === null || p === null ? [] : [[p, own] as const];
        });
        for (const [p, own] of pairs) {
          expect(own).toBeGreaterThanOrEqual(p);
          expect(own).toBeLessThanOrEqual(1);
        }
        const ascending = pairs.sort(([a], [b]) => a - b).map(([, own]) => own);
        expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
      }),
    );
  });
});
