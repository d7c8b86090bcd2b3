import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareProportions, differenceInterval } from '../../src/statistics/two-proportions.js';
import { expectAsR, expectEnds, inference } from './inference.js';

const share = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([base, part]) => ({ numerator: Math.round(base * part), base }));

describe('two shares compared', () => {
  it.each(inference.pairs)(
    '$first.numerator of $first.base and $second.numerator of $second.base: as R has it',
    (one) => {
      const test = compareProportions(one.first, one.second);
      expect(test?.method).toBe(one.method);
      expectAsR(test?.p, one.p);
      expect(test?.p).toBeGreaterThan(0);
      expectAsR(test?.difference, one.difference);
      expectEnds(test?.interval ?? null, one);
    },
  );

  it('cannot be where one has no base', () => {
    const [some, none] = [
      { numerator: 3, base: 9 },
      { numerator: 0, base: 0 },
    ];
    expect(compareProportions(some, none)).toBeNull();
    expect(compareProportions(none, some)).toBeNull();
  });

  it('differ by no less than nothing where everybody of both answered', () => {
    const all = { numerator: 3, base: 12, population: 12 };
    expect(differenceInterval(all, { numerator: 3, base: 6, population: 6 })).toEqual([
      -0.25, -0.25,
    ]);
  });

  it('give the same p value either way round, and of the answer not given', () => {
    fc.assert(
      fc.property(share, share, (first, second) => {
        const rest = ({ numerator, base }: typeof first) => ({ numerator: base - numerator, base });
        const p = compareProportions(first, second)?.p ?? NaN;
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1 + 1e-12);
        expectAsR(compareProportions(second, first)?.p, p);
        expectAsR(compareProportions(rest(first), rest(second))?.p, p);
      }),
    );
  });

  it('have an interval that holds their difference, and turns with it', () => {
    fc.assert(
      fc.property(share, share, (first, second) => {
        const [low, high] = differenceInterval(first, second) ?? [2, -2];
        const difference = first.numerator / first.base - second.numerator / second.base;
        for (const [less, more] of [
          [-1, low],
          [low, difference + 1e-12],
          [difference - 1e-12, high],
          [high, 1],
        ] as const)
          expect(less).toBeLessThanOrEqual(more);
        const [back, forth] = differenceInterval(second, first) ?? [2, -2];
        expect(back + high).toBeCloseTo(0, 12);
        expect(forth + low).toBeCloseTo(0, 12);
      }),
    );
  });
});
