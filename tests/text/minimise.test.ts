import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { minimise } from '../../src/text/minimise.js';

describe('the least point of a smooth function', () => {
  test('is found for any bowl, however long and narrow', () => {
    const axis = fc.record({
      centre: fc.integer({ min: -20, max: 20 }),
      steepness: fc.integer({ min: 1, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(axis, { minLength: 1, maxLength: 8 }), (axes) => {
        const found = minimise(
          (point, slope) =>
            axes.reduce((sum, { centre, steepness }, at) => {
              const off = (point[at] ?? 0) - centre;
              slope[at] = 2 * steepness * off;
              return sum + steepness * off * off;
            }, 0),
          axes.length,
          100,
        );
        axes.forEach(({ centre }, at) => {
          expect(found[at]).toBeCloseTo(centre, 3);
        });
      }),
    );
  });

  test('is that of Rosenbrock’s valley too: (1, 1)', () => {
    const [x, y] = minimise(
      ([x = 0, y = 0], slope) => {
        slope[0] = -2 * (1 - x) - 400 * x * (y - x * x);
        slope[1] = 200 * (y - x * x);
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
      },
      2,
      200,
    );
    expect(x).toBeCloseTo(1, 3);
    expect(y).toBeCloseTo(1, 3);
  });
});
