import type { Span } from './sentiment-labels.js';

export type TokenKind = 'word' | 'number' | 'emoji' | 'punctuation' | 'other';

/** What tokens that read alike have in common, kept once for all of them. */
export interface Word {
  kind: TokenKind;
  /** Lower case, contractions opened ("n't" is "not"), common misspellings put right. */
  form: string;
  /**
   * Its dictionary form: "run" for "ran"; the form itself where its spelling was put right. Where that
   * depends on the part of speech, those as adjective, noun, verb and anything else.
   */
  lemmas: readonly string[];
  /** 0-based, for what is known by word; -1 for one that is met too late to be kept. */
  number: number;
}

/** One token of a text, at `start` to `end` in UTF-16 units. */
export interface Token extends Span {
  word: Word;
  /** 0-based number of the sentence; a line break ends one too. */
  sentence: number;
}

/** Those met later are rare: they are looked at each time, which bounds the memory of a server. */
const mostKept = 100_000;
const kept = new Map<string, Word>();

export function wordOf(kind: TokenKind, form: string, lemmas: readonly string[]): Word {
  const key = [kind, form, ...lemmas].join('\t');
  const known = kept.get(key);
  if (known) return known;
  const isKept = kept.size < mostKept;
  const word = { kind, form, lemmas, number: isKept ? kept.size : -1 };
  if (isKept) kept.set(key, word);
  return word;
}

/** What is to be known of a word, found out once for each: comments share their words. */
export function perWord<T>(find: (word: Word) => T): (word: Word) => T {
  const found: (T | undefined)[] = [];
  return (word) => {
    const { number } = word;
    if (number < 0) return find(word);
    const known = found[number];
    if (known !== undefined) return known;
    // An array with a wide gap would be kept as a table, which is slower.
    while (found.length < number) found.push(undefined);
    return (found[number] = find(word));
  };
}
