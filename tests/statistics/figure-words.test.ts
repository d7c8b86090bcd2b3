import { describe, expect, it } from '@jest/globals';
import {
  figureInWords,
  percentageInWords,
  proportionInWords,
  proportionPhrase,
} from '../../src/statistics/figure-words.js';

/** Every whole percentage, its call-out form, and its place on the scale, as the house style has them. */
const style = `
  0 | none (0%) | few
  1 | 1% | few
  2 | 2% | few
  3 | 3% | few
  4 | 4% | few
  5 | 5% | few
  6 | 6% | few
  7 | 7% | few
  8 | 8% | few
  9 | 9% | few
  10 | 10% | few
  11 | 11% | few
  12 | 12% | few
  13 | 13% | few
  14 | 14% | few
  15 | 15% | few
  16 | 16% | few
  17 | 17% | few
  18 | almost a fifth (18%) | few
  19 | almost a fifth (19%) | few
  20 | a fifth (20%) | small minority
  21 | just over a fifth (21%) | small minority
  22 | just over a fifth (22%) | small minority
  23 | almost a quarter (23%) | small minority
  24 | almost a quarter (24%) | small minority
  25 | a quarter (25%) | small minority
  26 | just over a quarter (26%) | small minority
  27 | just over a quarter (27%) | small minority
  28 | 28% | small minority
  29 | 29% | small minority
  30 | 30% | small minority
  31 | almost a third (31%) | small minority
  32 | almost a third (32%) | small minority
  33 | a third (33%) | small minority
  34 | just over a third (34%) | small minority
  35 | just over a third (35%) | minority
  36 | 36% | minority
  37 | 37% | minority
  38 | 38% | minority
  39 | 39% | minority
  40 | 40% | minority
  41 | 41% | minority
  42 | 42% | minority
  43 | 43% | minority
  44 | 44% | minority
  45 | 45% | minority
  46 | 46% | minority
  47 | 47% | minority
  48 | almost half (48%) | minority
  49 | almost half (49%) | minority
  50 | half (50%) | half
  51 | just over half (51%) | majority
  52 | just over half (52%) | majority
  53 | 53% | majority
  54 | 54% | majority
  55 | 55% | majority
  56 | 56% | majority
  57 | 57% | majority
  58 | 58% | majority
  59 | 59% | majority
  60 | 60% | majority
  61 | 61% | majority
  62 | 62% | majority
  63 | 63% | majority
  64 | 64% | majority
  65 | almost two thirds (65%) | large majority
  66 | almost two thirds (66%) | large majority
  67 | two thirds (67%) | large majority
  68 | just over two thirds (68%) | large majority
  69 | just over two thirds (69%) | large majority
  70 | 70% | large majority
  71 | 71% | large majority
  72 | 72% | large majority
  73 | almost three quarters (73%) | large majority
  74 | almost three quarters (74%) | large majority
  75 | three quarters (75%) | large majority
  76 | just over three quarters (76%) | large majority
  77 | just over three quarters (77%) | large majority
  78 | 78% | large majority
  79 | 79% | large majority
  80 | 80% | most
  81 | 81% | most
  82 | 82% | most
  83 | 83% | most
  84 | 84% | most
  85 | 85% | most
  86 | 86% | most
  87 | 87% | most
  88 | 88% | most
  89 | 89% | most
  90 | 90% | most
  91 | 91% | most
  92 | 92% | most
  93 | 93% | most
  94 | 94% | most
  95 | 95% | most
  96 | 96% | most
  97 | almost all (97%) | almost all
  98 | almost all (98%) | almost all
  99 | almost all (99%) | almost all
  100 | all (100%) | almost all`;

const rows = style
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((part) => part.trim()))
  .map(([percentage, figure = '', proportion = '']) => ({
    percentage: Number(percentage),
    figure,
    proportion,
  }));

describe('the words for a figure', () => {
  it('are written down for every whole percentage', () => {
    expect(rows.map(({ percentage }) => percentage)).toEqual(
      Array.from({ length: 101 }, (_, p) => p),
    );
  });

  it.each(rows)('are “$figure” at $percentage%', ({ percentage, figure }) => {
    expect(figureInWords({ numerator: percentage, base: 100 })).toBe(figure);
  });

  it.each(rows)(
    'place $percentage% on the scale as “$proportion”',
    ({ percentage, proportion }) => {
      expect(proportionInWords(percentage)).toBe(proportion);
    },
  );

  it.each([
    // 49.5, 50.4 and 50.5 before they are rounded; then the figures of the published report
    [99, 200, 'half (50%)', 'half'],
    [504, 1000, 'half (50%)', 'half'],
    [505, 1000, 'just over half (51%)', 'a majority'],
    [494, 1000, 'almost half (49%)', 'a minority'],
    [51, 100, 'just over half (51%)', 'a majority'],
    [12, 48, 'a quarter (25%)', 'a small minority'],
    [9, 50, 'almost a fifth (18%)', 'few'],
    [18, 60, '30%', 'a small minority'],
  ])('go by the rounded figure: %i of %i is “%s”, “%s”', (numerator, base, figure, proportion) => {
    expect(figureInWords({ numerator, base })).toBe(figure);
    expect(proportionPhrase(Number(/(\d+)%/.exec(figure)?.[1]))).toBe(proportion);
  });

  it.each([
    [1, 400, 'fewer than 1%', 'fewer than 1%'],
    [1, 1_000_000, 'fewer than 1%', 'fewer than 1%'],
    [0, 400, 'none (0%)', '0%'],
    [2, 400, '1%', '1%'],
    [399, 400, 'almost all (more than 99%)', 'more than 99%'],
    [398, 400, 'almost all (more than 99%)', 'more than 99%'],
    [397, 400, 'almost all (99%)', '99%'],
    [400, 400, 'all (100%)', '100%'],
  ])('claim neither none nor all that is not so: %i of %i', (numerator, base, figure, alone) => {
    expect(figureInWords({ numerator, base })).toBe(figure);
    expect(percentageInWords({ numerator, base })).toBe(alone);
  });

  it('are none where nobody answered', () => {
    expect(figureInWords({ numerator: 0, base: 0 })).toBeNull();
    expect(percentageInWords({ numerator: 0, base: 0 })).toBeNull();
  });
});
