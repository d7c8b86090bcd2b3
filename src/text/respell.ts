import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/levenshtein_distance.js';
import type { Respell } from './theme-index.js';
import { perWord, wordOf } from './words.js';

/** Shorter words differ by one letter too often by right: "mother" and "bother". */
const leastLetters = 7;
const mostLetters = 20;

/**
 * Puts right a long word that nobody knows and that is one slip (a letter too many, too few, other,
 * or two swapped) from a word that the rules look for.
 */
export function createRespell(
  wanted: Iterable<string>,
  isKnown: (form: string) => boolean,
): Respell {
  const byStart = new Map<string, string[]>();
  // Few slips are so early in a word, and "bothers" is not "brothers".
  const startOf = (word: string) => word.slice(0, 2);
  const exact = new Set(wanted);
  for (const word of exact) {
    if (word.length < leastLetters) continue;
    byStart.set(startOf(word), [...(byStart.get(startOf(word)) ?? []), word]);
  }
  const nearest = (form: string) =>
    byStart
      .get(startOf(form))
      ?.find(
        (word) =>
          Math.abs(word.length - form.length) <= 1 &&
          DamerauLevenshteinDistance(form, word, { restricted: true }) === 1,
      );
  return perWord((word) => {
    const { kind, form } = word;
    if (form.length < leastLetters || form.length > mostLetters) return word;
    const isRight = exact.has(form) || isKnown(form);
    const meant = isRight ? form : (nearest(form) ?? form);
    return meant === form ? word : wordOf(kind, meant, [meant]);
  });
}
