import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareShare, hypergeometric } from '../../../src/reports/meter/compare-shares.js';

// Expected numbers from scipy.stats.hypergeom (pmf, cdf, sf).
describe('the chances of drawing so many', () => {
  test('are those of the hypergeometric distribution', () => {
    const chances = hypergeometric(50, 10, 4);
    const expected = [0.39683022, 0.42900564, 0.1524099, 0.02084238, 0.00091185];
    expect(chances).toHaveLength(expected.length);
    for (const [hits, chance] of expected.entries()) expect(chances[hits]).toBeCloseTo(chance, 7);
  });

  test('leave no chance to what cannot be drawn', () => {
    expect(hypergeometric(5, 4, 3)).toEqual([0, 0, expect.closeTo(0.6), expect.closeTo(0.4)]);
  });

  test('hold for millions of comments', () => {
    expect(hypergeometric(5_000_000, 1_000_000, 40)[0]).toBeCloseTo(0.0001329176156, 12);
  });

  test('add up to 1 and have the expected mean, whatever is drawn', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.nat(60), (marked, others, wanted) => {
        const all = marked + others;
        fc.pre(all > 0);
        const drawn = Math.min(wanted, all);
        const chances = hypergeometric(all, marked, drawn);
        expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        const mean = chances.reduce((sum, one, hits) => sum + one * hits, 0);
        expect(mean).toBeCloseTo((drawn * marked) / all, 7);
      }),
    );
  });
});

describe('a value among 12 quotes of 537 comments, of which 201 have it', () => {
  const shareOf = (chosen: number) =>
    compareShare({ key: 'positive', name: 'Positive', chosen, all: 201 }, 12, 537);

  test('has its share with less than a whole quote to either side of 4.49', () => {
    expect(shareOf(4)).toMatchObject({ verdict: 'even', expected: expect.closeTo(4.4916201, 6) });
    expect(shareOf(5).verdict).toBe('even');
    expect(shareOf(3).verdict).toBe('under');
    expect(shareOf(6).verdict).toBe('over');
  });

  test('is told with the chance of drawing as few, or as many, blindly', () => {
    expect(shareOf(1).chance).toBeCloseTo(0.0281342533, 9);
    expect(shareOf(6).chance).toBeCloseTo(0.2671691428, 9);
  });
});
