import { perWord, type Word } from './words.js';
import type { ReadText } from './read-text.js';

/** What a comment is known by beside its words. */
export interface ThemeContext {
  /** The wording that it answers. */
  question: string;
  /** Its sentiment, as the program reads it. */
  sentiment: string;
  /** Keys of the themes that the rules find. */
  ruleKeys: readonly string[];
}

/** Is told each feature of a comment, as often as it has it, with the tokens that it is about. */
export interface FeatureSink {
  /** What is known of a token by itself. */
  word(word: Word, at: number): void;
  /** Two tokens that follow each other. */
  pair(before: Word, word: Word, beforeAt: number, at: number): void;
  /** What is about no token. */
  other(name: string): void;
}

const isRead = ({ kind }: Word) => kind === 'word' || kind === 'number' || kind === 'emoji';

/**
 * A word's dictionary form, or all that it may have: to find out which it has here takes longer than all the
 * rest. Numbers are all alike: which one it is says nothing of a theme.
 */
export const headOf = perWord(({ kind, lemmas }) => (kind === 'number' ? '#' : lemmas.join('/')));

/** Runs of four letters: children's spelling shares most of them with the dictionary's. */
const letters = 4;

/** Names of the features of a word by itself: its dictionary form, how it is written, its runs of letters. */
export function wordFeatures(word: Word): string[] {
  const padded = `^${word.form}$`;
  const names = [`word ${headOf(word)}`, `form ${word.form}`];
  for (let at = 0; at + letters <= padded.length; at += 1)
    names.push(`letters ${padded.slice(at, at + letters)}`);
  return names;
}

export const pairFeature = (before: string, head: string) => `pair ${before} ${head}`;

/** Tells words, pairs of them, and what else is known. */
export function tellFeatures(
  { tokens }: ReadText,
  { question, sentiment, ruleKeys }: ThemeContext,
  sink: FeatureSink,
): void {
  let before: Word | undefined;
  let beforeAt = -1;
  let words = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at]?.word;
    if (!word || !isRead(word)) continue;
    words += 1;
    sink.word(word, at);
    if (before) sink.pair(before, word, beforeAt, at);
    before = word;
    beforeAt = at;
  }
  sink.other(`question ${question}`);
  sink.other(`sentiment ${sentiment}`);
  sink.other(`length ${Math.min(5, Math.floor(Math.log2(words + 1)))}`);
  for (const key of ruleKeys) sink.other(`rule ${key}`);
}

const namesOfWord = perWord(wordFeatures);

/** The names of a comment's features, as often as it has them. */
export function themeFeatures(read: ReadText, context: ThemeContext): string[] {
  const names: string[] = [];
  tellFeatures(read, context, {
    word: (word) => names.push(...namesOfWord(word)),
    pair: (before, word) => names.push(pairFeature(headOf(before), headOf(word))),
    other: (name) => names.push(name),
  });
  return names;
}
