import { describe, expect, test } from '@jest/globals';
import { countHolders, heldBy } from '../../../src/reports/candidates/held-by.js';

const rules = { leastCell: 5, leastBase: 10 };
const words = (side: number, all: number, isEstimate = false) =>
  heldBy({ side, all, isEstimate }, rules);

describe('how many hold a view', () => {
  test.each([
    [31, 187, '1 in 6 (31 of 187 people)'],
    [10, 31, '1 in 3 (10 of 31 people)'],
    [12, 30, '4 in 10 (12 of 30 people)'],
    [100, 200, 'half (100 of 200 people)'],
    [140, 200, '7 in 10 (140 of 200 people)'],
    [1000, 40_000, '1 in 40 (1,000 of 40,000 people)'],
  ])('%d of %d is said as “%s”', (side, all, expected) => {
    expect(words(side, all)).toBe(expected);
  });

  test('is not told closely of few people, nor where few are of another view', () => {
    expect(words(4, 200)).toBe('fewer than 5 people');
    expect(words(196, 200)).toBe('nearly everyone');
    expect(words(0, 200)).toBeNull();
  });

  test('is told without numbers where not every comment was counted', () => {
    expect(words(31, 187, true)).toBe('about 1 in 6');
  });
});

describe('counting who holds a view', () => {
  // Comments 1 to 5: the first two are of one person, the last of another import.
  const responses = { imports: [0, 1, 1, 1, 1, 2], positions: [0, 0, 0, 1, 2, 0] };

  test('counts people and not comments', () => {
    const held = countHolders([1, 2, 3, 4, 5], responses, (id) => id <= 3);
    expect(held).toEqual({ side: 2, all: 4, isEstimate: false });
  });

  test('counts evenly spaced comments of very many', () => {
    const ids = Uint32Array.from({ length: 400_001 }, (_, at) => at);
    const held = countHolders(
      ids,
      { imports: ids.map(() => 1), positions: ids },
      (id) => id < 100_000,
    );
    expect(held.isEstimate).toBe(true);
    expect(held.side / held.all).toBeCloseTo(0.25, 3);
  });
});
