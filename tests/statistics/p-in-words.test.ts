import { describe, expect, it } from '@jest/globals';
import { meaningOfP, pInWords } from '../../src/statistics/p-in-words.js';

describe('a p value in words', () => {
  it.each([
    [1e-30, 'p < 0.001'],
    [0.000999, 'p < 0.001'],
    [0.001, 'p = 0.001'],
    [0.0044, 'p = 0.004'],
    [0.0312, 'p = 0.03'],
    [0.0451, 'p = 0.045'],
    [0.0096, 'p = 0.0096'],
    [0.0496, 'p = 0.0496'],
    [0.05, 'p = 0.05'],
    [0.0504, 'p = 0.05'],
    [0.0549, 'p = 0.05'],
    [0.06, 'p = 0.06'],
    [0.5, 'p = 0.50'],
    [0.99, 'p = 0.99'],
    [0.9999, 'p > 0.99'],
    [1, 'p > 0.99'],
    [null, 'not tested'],
  ])('%d is “%s”', (p, words) => expect(pInWords(p)).toBe(words));

  it.each([
    [1e-30, 'very rare by chance alone: less than once in 1,000.'],
    [0.001, 'rare by chance alone: less than once in 100.'],
    [0.01, 'unusual by chance alone: less than once in 20.'],
    [0.0499, 'unusual by chance alone: less than once in 20.'],
  ])('%d says that a difference as large would be %s', (p, words) =>
    expect(meaningOfP(p)).toBe(`A difference this large would be ${words}`),
  );

  it('says no more than it knows from 0.05 upwards, and without a test', () => {
    for (const p of [0.05, 0.4, 1])
      expect(meaningOfP(p)).toBe('A difference this large could well be due to chance.');
    expect(meaningOfP(null)).toBe('This difference was not tested.');
  });
});
