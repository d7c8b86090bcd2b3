/**
 * Words for a published whole per cent, as call-outs use them. Per cents that are not listed stay as
 * figures; the words go by the rounded figure, since that is what is printed beside them.
 */
const approximateForms: readonly [from: number, to: number, words: string][] = [
  [0, 0, 'none'],
  [18, 19, 'almost a fifth'],
  [20, 20, 'a fifth'],
  [23, 24, 'almost a quarter'],
  [25, 25, 'a quarter'],
  [26, 27, 'just over a quarter'],
  [32, 32, 'almost a third'],
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
  [98, 99, 'almost all'],
  [100, 100, 'all'],
];

/** The scale of proportions in words, for running text. */
const proportionScale: readonly [least: number, words: string][] = [
  [97, 'almost all'],
  [80, 'most'],
  [65, 'large majority'],
  [51, 'majority'],
  [50, 'half'],
  [35, 'minority'],
  [20, 'small minority'],
  [0, 'few'],
];

/** "just over half (51%)"; "30%" where no words are near enough. */
export function figureInWords(percentage: number): string {
  const form = approximateForms.find(([from, to]) => percentage >= from && percentage <= to);
  return form ? `${form[2]} (${percentage}%)` : `${percentage}%`;
}

/** "majority" for 51 to 64, and so on. */
export const proportionInWords = (percentage: number): string =>
  proportionScale.find(([least]) => percentage >= least)?.[1] ?? 'few';

/** The whole call-out: the figure in words, then what was found, as one sentence. */
export function callOutSentence(percentage: number, statement: string): string {
  const words = figureInWords(percentage);
  const ended = statement.trim().replace(/\.$/, '');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${ended}.`;
}
