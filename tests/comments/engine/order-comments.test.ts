import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawnBy, inOrder, pageOf } from '../../../src/comments/engine/order-comments.js';

const selections = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 80 });
const keys = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 81, maxLength: 81 });

const lengths = fc.integer({ min: 1, max: 9 });
/** All comments before these have one key. */
const starts = fc.constantFrom(0, 1, 40, 75, Infinity);

describe('the pages of a selection', () => {
  test('hold its comments once each in order, however long a page is, forwards and back', () => {
    fc.assert(
      fc.property(selections, keys, lengths, starts, (chosen, rankOf, limit, sameBelow) => {
        const marked = Uint32Array.from(chosen.flatMap((one, at) => (one === 1 ? [at + 1] : [])));
        const keyOf = (id: number) => (id < sameBelow ? 3 : (rankOf[id] ?? 0));
        const order = { keyOf, sameBelow };
        const expected = chosen
          .flatMap((one, at) => (one === 1 ? [{ id: at + 1, rank: keyOf(at + 1) }] : []))
          .sort((a, b) => a.rank - b.rank || b.id - a.id);
        expect(inOrder(marked, keyOf)).toEqual(expected);
        for (let at = 0; at < expected.length; at += limit) {
          const last = expected[at - 1];
          const after = pageOf(marked, order, last && { side: 'after', ...last }, limit);
          expect(after.page).toEqual(expected.slice(at, at + limit));
          expect(after.beyond).toBe(expected.length - at);
          const first = expected[at];
          const before = pageOf(marked, order, first && { side: 'before', ...first }, limit);
          expect(before.page).toEqual(expected.slice(Math.max(0, at - limit), at));
          expect(before.beyond).toBe(at);
        }
      }),
    );
  });
});

describe('an order drawn at random', () => {
  test('is the same for the same seed and another for another', () => {
    const order = (seed: number) => {
      const keyOf = drawnBy(seed);
      return Array.from({ length: 50 }, (_, id) => id).sort((a, b) => keyOf(a) - keyOf(b));
    };
    expect(order(7)).toEqual(order(7));
    expect(order(7)).not.toEqual(order(8));
  });

  test('favours no part of the list', () => {
    const keyOf = drawnBy(20_261_126);
    const ids = Array.from({ length: 10_000 }, (_, id) => id + 1);
    const first = ids.sort((a, b) => keyOf(a) - keyOf(b)).slice(0, 1000);
    // Of 1,000 drawn of 10,000, the 1,000 oldest give 100, with a standard deviation of 9.
    const oldest = first.filter((id) => id <= 1000).length;
    expect(oldest).toBeGreaterThan(64);
    expect(oldest).toBeLessThan(136);
  });
});
