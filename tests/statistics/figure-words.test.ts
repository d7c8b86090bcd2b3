import { describe, expect, it } from '@jest/globals';
import {
  callOutSentence,
  figureInWords,
  proportionInWords,
} from '../../src/statistics/figure-words.js';

describe('the words for a figure', () => {
  it.each([
    [51, 'just over half (51%)'],
    [25, 'a quarter (25%)'],
    [18, 'almost a fifth (18%)'],
    [30, '30%'],
    [20, 'a fifth (20%)'],
    [50, 'half (50%)'],
    [49, 'almost half (49%)'],
    [33, 'a third (33%)'],
  ])('are those of the published call-outs: %i', (percentage, words) => {
    expect(figureInWords(percentage)).toBe(words);
  });

  it('keep the figure beside them at every whole percentage', () => {
    for (let percentage = 0; percentage <= 100; percentage += 1) {
      expect(figureInWords(percentage)).toContain(`${percentage}%`);
    }
  });

  it.each([
    [100, 'almost all'],
    [97, 'almost all'],
    [96, 'most'],
    [80, 'most'],
    [79, 'large majority'],
    [65, 'large majority'],
    [64, 'majority'],
    [51, 'majority'],
    [50, 'half'],
    [49, 'minority'],
    [35, 'minority'],
    [34, 'small minority'],
    [20, 'small minority'],
    [19, 'few'],
    [0, 'few'],
  ])('place %i%% on the scale of proportions as “%s”', (percentage, words) => {
    expect(proportionInWords(percentage)).toBe(words);
  });

  it('begin the sentence of a call-out, which ends with one full stop', () => {
    expect(callOutSentence(51, 'of young people had been restrained.')).toBe(
      'Just over half (51%) of young people had been restrained.',
    );
  });
});
