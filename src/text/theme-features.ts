import { perWord, type Token, type Word } from './words.js';
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

/** A feature of a comment, with the tokens that it is about; -1 where about none. */
export interface ThemeFeature {
  name: string;
  first: number;
  last: number;
}

const isRead = ({ kind }: Word) => kind === 'word' || kind === 'number' || kind === 'emoji';

/** Runs of four letters: children's spelling shares most of them with the dictionary's. */
const letters = 4;

const runsOf = perWord(({ form }) => {
  const padded = `^${form}$`;
  const runs: string[] = [];
  for (let at = 0; at + letters <= padded.length; at += 1) {
    runs.push(`letters ${padded.slice(at, at + letters)}`);
  }
  return runs;
});

/** Numbers are all alike: which one it is says nothing of a theme. */
const nameOf = ({ word }: Token, lemma: string) => (word.kind === 'number' ? '#' : lemma);

/** Words, their dictionary forms, pairs and runs of letters, and what else is known; each once. */
export function themeFeatures(
  { tokens, lemmaOf }: ReadText,
  { question, sentiment, ruleKeys }: ThemeContext,
): ThemeFeature[] {
  const found = new Map<string, ThemeFeature>();
  const see = (name: string, first = -1, last = first) => {
    if (!found.has(name)) found.set(name, { name, first, last });
  };
  let before = '';
  let beforeAt = -1;
  let words = 0;
  tokens.forEach((token, at) => {
    if (!isRead(token.word)) return;
    words += 1;
    const name = nameOf(token, lemmaOf(token));
    see(`word ${name}`, at);
    see(`form ${token.word.form}`, at);
    if (before !== '') see(`pair ${before} ${name}`, beforeAt, at);
    for (const run of runsOf(token.word)) see(run, at);
    before = name;
    beforeAt = at;
  });
  see(`question ${question}`);
  see(`sentiment ${sentiment}`);
  see(`length ${Math.min(5, Math.floor(Math.log2(words + 1)))}`);
  for (const key of ruleKeys) see(`rule ${key}`);
  return [...found.values()];
}
