import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../src/disclosure-rules.js';
import {
  changeSince,
  countedInWords,
  mustWithhold,
  numbersOf,
  withheldNumbers,
} from '../../src/statistics/measure-numbers.js';

const share = (numerator: number, base: number) => ({
  waveId: 1,
  groupKey: null,
  numerator,
  base,
  scored: null,
});
/** Scores 5 to 1, as often as given. */
const mean = (...counts: number[]) => {
  const scored = counts.map((count, at) => ({ score: 5 - at, count }));
  const numerator = scored.reduce((sum, { score, count }) => sum + score * count, 0);
  const base = counts.reduce((sum, count) => sum + count, 0);
  return { waveId: 1, groupKey: null, numerator, base, scored };
};

describe('a mean', () => {
  test('has the t interval that scipy gives for the support with education of 2012-13', () => {
    // 24 very good, 33 good, 15 neither, 17 poor, 11 very poor: 3.42 (3.158 to 3.682).
    expect(numbersOf(mean(24, 33, 15, 17, 11))).toEqual({
      numerator: 342,
      base: 100,
      percentage: null,
      mean: 3.4,
      low: 3.2,
      high: 3.7,
    });
  });

  test('is rounded half up: 67 / 20 is 3.35, so 3.4', () => {
    expect(numbersOf(mean(7, 3, 3, 4, 3)).mean).toBe(3.4);
  });

  test('of nobody is none', () => {
    expect(numbersOf(mean(0, 0)).mean).toBeNull();
    expect(countedInWords(mean(0, 0), 'internal', defaultRules)).toBe('no answers');
  });

  test('must not leave where a score was given by few, as it would tell how many', () => {
    expect(mustWithhold(mean(24, 33, 15, 17, 11), defaultRules)).toBe(false);
    expect(mustWithhold(mean(24, 33, 0, 17, 11), defaultRules)).toBe(false);
    expect(mustWithhold(mean(24, 33, 4, 17, 11), defaultRules)).toBe(true);
    expect(mustWithhold(mean(9), defaultRules)).toBe(true);
  });
});

describe('a change between waves', () => {
  test('is of the printed percentages', () => {
    // 50.6% and 48.4%: 51 less 48.
    expect(changeSince(numbersOf(share(506, 1000)), numbersOf(share(484, 1000)))).toBe(3);
  });

  test('of means is in tenths', () => {
    expect(changeSince(numbersOf(mean(10, 0, 0, 0, 10)), numbersOf(mean(9, 0, 0, 0, 11)))).toBe(
      0.2,
    );
  });

  test('is none where a figure is withheld or has no answers', () => {
    const numbers = numbersOf(share(3, 20));
    expect(changeSince(withheldNumbers(numbers), numbers)).toBeNull();
    expect(changeSince(numbers, numbersOf(share(0, 0)))).toBeNull();
  });
});

describe('a past figure in words', () => {
  test('has its counts inside, and no more than its share outside', () => {
    expect(countedInWords(share(51, 100), 'internal', defaultRules)).toBe('51% (51 of 100)');
    expect(countedInWords(share(51, 100), 'publication', defaultRules)).toBe('51%');
    expect(countedInWords(share(3, 100), 'publication', defaultRules)).toBe('[c]');
    expect(countedInWords(mean(24, 33, 15, 17, 11), 'internal', defaultRules)).toBe(
      '3.4 (mean of 100)',
    );
  });
});
