import { describe, expect, it } from '@jest/globals';
import { groupAlike, likenessOf } from '../../src/text/similar-texts.js';

describe('the likeness of texts', () => {
  it('is the cosine of their TF-IDF weights', () => {
    // By hand: n = 2; "a" stands in both, ln 2; "b" and "c" in one each, ln 3.
    const common = Math.log(2) ** 2;
    const likeness = likenessOf([
      ['a', 'b'],
      ['a', 'c'],
    ]);
    expect(likeness(0, 1)).toBeCloseTo(common / (common + Math.log(3) ** 2), 12);
  });

  it('is 1 for the same words, whatever their order, and 0 for none in common', () => {
    const likeness = likenessOf([['a', 'b'], ['b', 'a'], ['c'], []]);
    expect(likeness(0, 1)).toBeCloseTo(1, 12);
    expect(likeness(0, 2)).toBe(0);
    expect(likeness(2, 3)).toBe(0);
  });
});

it('groups those that are nearly the same as the first of a group', () => {
  const same = (one: number, other: number) => (one % 3 === other % 3 ? 1 : 0);
  expect(groupAlike([4, 1, 2, 7, 3], same, 0.8)).toEqual([[4, 1, 7], [2], [3]]);
});
