import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/levenshtein_distance.js';
import type { Respell } from './match-themes.js';

/** Shorter words differ by one letter too often by right: "mother" and "bother". */
const leastLetters = 7;
const cacheLimit = 20_000;

/**
 * Puts right a long word that nobody knows and that is one slip (a letter too many, too few, other,
 * or two swapped) from a word that the rules look for.
 */
export function createRespell(
  wanted: Iterable<string>,
  isKnown: (form: string) => boolean,
): Respell {
  const byStart = new Map<string, string[]>();
  const startOf = (word: string) => word.slice(0, 1);
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
  const corrected = new Map<string, string>();
  return (form) => {
    if (form.length < leastLetters || form.length > 20) return form;
    const before = corrected.get(form);
    if (before !== undefined) return before;
    const isRight = exact.has(form) || isKnown(form);
    const meant = isRight ? form : (nearest(form) ?? form);
    if (corrected.size >= cacheLimit) corrected.clear();
    corrected.set(form, meant);
    return meant;
  };
}
