import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/levenshtein_distance.js';
import { foldLabel } from '../../surveys/words.js';

const distance = (a: string, b: string) => DamerauLevenshteinDistance(a, b, { restricted: true });

/** Compared by their letters alone: "Don't know" and "Dont know" are one. */
const lettersOf = (label: string) =>
  foldLabel(label)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Longer answers hold more slips; "Yes" and "No" are two of three letters apart. */
const slipsIn = (letters: string) => (letters.length < 5 ? 0 : letters.length < 12 ? 1 : 2);

/** The words that turn an answer into its opposite are no slips. */
const turns = /\b(not|dis\w+|un\w+|in\w+|never|no)\b/g;
const turnsOf = (letters: string) => (letters.match(turns) ?? []).length;

/** The option that an unknown answer looks like, as "Strongly Agre" does "Strongly agree"; undefined for none. */
export function nearestOption(answer: string, options: readonly string[]): string | undefined {
  const own = lettersOf(answer);
  const near = options
    .map((option) => ({ option, letters: lettersOf(option) }))
    .filter(({ letters }) => Math.abs(letters.length - own.length) <= 2)
    .map(({ option, letters }) => ({ option, letters, slips: distance(own, letters) }))
    .filter(({ letters, slips }) => slips <= slipsIn(letters) && turnsOf(letters) === turnsOf(own))
    .sort((a, b) => a.slips - b.slips);
  return near[0]?.option;
}
