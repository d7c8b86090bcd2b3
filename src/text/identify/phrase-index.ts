import { readWords, type TextWord } from './read-words.js';

/** Phrases by their first word. */
export type PhraseIndex = ReadonlyMap<string, readonly (readonly string[])[]>;

/** "down's" is a condition and "down" is none; of a phrase without, any word may be somebody's. */
const keyOf = ({ form, possessive }: TextWord) => (possessive ? `${form}'s` : form);

/** Each phrase with its hyphens and, besides, with spaces in their place. */
export function indexPhrases(phrases: Iterable<string>): PhraseIndex {
  const index = new Map<string, string[][]>();
  const spellings = [...phrases].flatMap((phrase) => [phrase, phrase.replace(/-/gu, ' ')]);
  for (const phrase of new Set(spellings)) {
    const forms = readWords(phrase).map(keyOf);
    const [first] = forms;
    if (first === undefined) continue;
    index.set(
      first,
      [...(index.get(first) ?? []), forms].sort((a, b) => b.length - a.length),
    );
  }
  return index;
}

/** How many words the longest phrase has that begins at a word; 0 where none does. */
export function phraseAt(index: PhraseIndex, words: readonly TextWord[], at: number): number {
  const first = words[at];
  if (!first) return 0;
  const fits = (forms: readonly string[]) =>
    forms.every((form, i) => {
      const word = words[at + i];
      return word && (i === 0 || word.joined) && (word.form === form || keyOf(word) === form);
    });
  const lengthIn = (key: string) => index.get(key)?.find(fits)?.length ?? 0;
  return Math.max(lengthIn(first.form), first.possessive ? lengthIn(keyOf(first)) : 0);
}

/** The places of all words that are in one of the phrases. */
export function wordsOf(index: PhraseIndex, words: readonly TextWord[]): ReadonlySet<number> {
  const places = new Set<number>();
  words.forEach((_, at) => {
    const length = phraseAt(index, words, at);
    for (let one = at; one < at + length; one += 1) places.add(one);
  });
  return places;
}
