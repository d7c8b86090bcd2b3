import distances from 'natural/lib/natural/distance/index.js';
import { foldWord, stemOf } from './word-forms.js';

export interface KnownWord {
  word: string;
  comments: number;
}

const mostSuggestions = 3;
/** One slip in a short word, two in a longer one: more would offer unrelated words. */
const slipsAllowed = (word: string) => (word.length < 5 ? 1 : 2);

/** Insertions, deletions, replacements and swaps of neighbours, by Damerau and Levenshtein. */
const slips = (one: string, other: string) =>
  Math.abs(one.length - other.length) > 2
    ? Infinity
    : distances.DamerauLevenshteinDistance(one, other, { restricted: true });

/**
 * Words that comments hold and that the typed one may have been meant for, nearest first, then most
 * used. "restrant" is two slips from the stem of "restrained".
 */
export function nearWords(typed: string, known: readonly KnownWord[]): string[] {
  const folded = foldWord(typed);
  const stem = stemOf(folded);
  const allowed = slipsAllowed(folded);
  // Slips in the first letter are rare, and without this every word of a long list is compared.
  const likely = known.filter(
    ({ word }) => word.charAt(0) === folded.charAt(0) && word !== folded && !/^\d/.test(word),
  );
  return likely
    .map((one) => {
      const away = Math.min(slips(folded, one.word), slips(stem, stemOf(one.word)));
      return { ...one, away };
    })
    .filter(({ away, word }) => away <= allowed && word.length > 1)
    .sort((a, b) => a.away - b.away || b.comments - a.comments)
    .map(({ word }) => word);
}

/** The words to offer of some in order: one of each stem, for searching finds its other endings. */
export function oneOfEachStem(words: readonly string[]): string[] {
  const ofStem = new Map<string, string>();
  for (const word of words) {
    const stem = stemOf(word);
    if (!ofStem.has(stem)) ofStem.set(stem, word);
  }
  return [...ofStem.values()].slice(0, mostSuggestions);
}
