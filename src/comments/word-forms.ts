import stemmers from 'natural/lib/natural/stemmers/index.js';
import type { Span } from '../text/sentiment-labels.js';

/** A word of a text: where it stands, and as the indexes fold it (lower case, no accents). */
export interface FoundWord extends Span {
  folded: string;
}

/** As FTS5's unicode61 tokenizer folds: case and the accents of Latin letters do not count. */
export const foldWord = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** The words of a text as the full-text indexes see them. */
export const wordsIn = (text: string): FoundWord[] =>
  [...text.matchAll(/[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\u0300-\u036f]*/gu)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    folded: foldWord(found[0]),
  }));

/** Porter's stem of a folded word; the same algorithm as the index's, so marks agree with hits. */
export const stemOf = (folded: string) => stemmers.PorterStemmer.stem(folded);
