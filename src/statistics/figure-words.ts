import { roundPercentage } from './percentages.js';

/**
 * Words for a published whole per cent, as call-outs use them: those of a plain fraction within two
 * points of it. Per cents that are not listed stay as figures; the words go by the rounded figure, since
 * that is what is printed beside them.
 */
export const approximateForms: readonly (readonly [from: number, to: number, words: string])[] = [
  [0, 0, 'none'],
  [18, 19, 'almost a fifth'],
  [20, 20, 'a fifth'],
  [21, 22, 'just over a fifth'],
  [23, 24, 'almost a quarter'],
  [25, 25, 'a quarter'],
  [26, 27, 'just over a quarter'],
  [31, 32, 'almost a third'],
  [33, 33, 'a third'],
  [34, 35, 'just over a third'],
  [48, 49, 'almost half'],
  [50, 50, 'half'],
  [51, 52, 'just over half'],
  [65, 66, 'almost two thirds'],
  [67, 67, 'two thirds'],
  [68, 69, 'just over two thirds'],
  [73, 74, 'almost three quarters'],
  [75, 75, 'three quarters'],
  [76, 77, 'just over three quarters'],
  [97, 99, 'almost all'],
  [100, 100, 'all'],
];

/** The scale of proportions in words, for running text; with the article that they take in a sentence. */
const proportionScale: readonly (readonly [least: number, words: string, article: string])[] = [
  [97, 'almost all', ''],
  [80, 'most', ''],
  [65, 'large majority', 'a '],
  [51, 'majority', 'a '],
  [50, 'half', ''],
  [35, 'minority', 'a '],
  [20, 'small minority', 'a '],
  [0, 'few', ''],
];

/** Of a base; the exact counts tell 0% from a few who round to it, and 100% from all but a few. */
export interface ExactShare {
  numerator: number;
  base: number;
}

const someRoundToNone = ({ numerator }: ExactShare, percentage: number) =>
  percentage === 0 && numerator > 0;
const notQuiteAll = ({ numerator, base }: ExactShare, percentage: number) =>
  percentage === 100 && numerator < base;

/** "51%"; "fewer than 1%" and "more than 99%" where 0% or 100% would be untrue; null for no base. */
export function percentageInWords(share: ExactShare): string | null {
  const percentage = roundPercentage(share.numerator, share.base);
  if (percentage === null) return null;
  if (someRoundToNone(share, percentage)) return 'fewer than 1%';
  return notQuiteAll(share, percentage) ? 'more than 99%' : `${percentage}%`;
}

/** "just over half (51%)"; "30%" where no words are near enough; null for no base. */
export function figureInWords(share: ExactShare): string | null {
  const percentage = roundPercentage(share.numerator, share.base);
  const figure = percentageInWords(share);
  if (percentage === null || figure === null || someRoundToNone(share, percentage)) return figure;
  const claimed = notQuiteAll(share, percentage) ? 99 : percentage;
  const form = approximateForms.find(([from, to]) => claimed >= from && claimed <= to);
  return form ? `${form[2]} (${figure})` : figure;
}

const placeOnScale = (percentage: number) =>
  proportionScale.find(([least]) => percentage >= least) ?? ([0, 'few', ''] as const);

/** "majority" for 51 to 64, and so on; claims neither "all" nor "none" of any figure. */
export const proportionInWords = (percentage: number): string => placeOnScale(percentage)[1];

/** "a majority", as a sentence has it. */
export function proportionPhrase(percentage: number): string {
  const [, words, article] = placeOnScale(percentage);
  return `${article}${words}`;
}
