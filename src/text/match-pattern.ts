import type { NearRow, PatternWord } from './parse-pattern.js';
import type { ReadText } from './read-text.js';
import { perWord, type Token } from './words.js';

/** A pattern by whatever stands for its words: as they are parsed, or their numbers in an index. */
export interface PatternOf<W> {
  words: readonly W[];
  near: readonly NearRowOf<W>[];
}
export type NearRowOf<W> = Pick<NearRow, 'within' | 'isAfter'> & { words: readonly W[] };

/** The words of a text as patterns see them, without punctuation. */
export interface Words<W> {
  tokens: readonly Token[];
  /** Whether the token at a place is one that a place of a pattern wants. */
  accepts(wanted: W, at: number): boolean;
}

/** First and last word of a hit. */
export interface Hit {
  first: number;
  last: number;
}

/** Words that may stand within a row without breaking it: "see my mum" is `see mum`. */
const passedOver = new Set(
  `a an the my our your his her their its this that these those some any own very really so more enough
  proper of`.split(/\s+/),
);
const mostPassedOver = 2;

export const isPassedOver = perWord(({ form }) => passedOver.has(form));

/** The words of a text for patterns that are in no index. */
export const plainWords = (
  tokens: readonly Token[],
  lemmaOf: ReadText['lemmaOf'],
): Words<PatternWord> => ({
  tokens,
  accepts({ lemmas, forms, prefixes }, at) {
    const token = tokens[at];
    if (!token) return false;
    const { form } = token.word;
    if (forms.has(form) || prefixes.some((prefix) => form.startsWith(prefix))) return true;
    return lemmas.has(lemmaOf(token));
  },
});

/** The place of the next word that counts, for one that is wanted and does not stand at `at`. */
function passOver<W>(wanted: W, words: Words<W>, at: number): number {
  let place = at;
  for (let passed = 0; passed < mostPassedOver; passed += 1) {
    const token = words.tokens[place];
    if (!token || !isPassedOver(token.word) || words.accepts(wanted, place)) break;
    place += 1;
  }
  return place;
}

/** The last word of a row of words that begins at `at`; -1 where it does not. */
function endOfRow<W>(row: readonly W[], words: Words<W>, at: number): number {
  const sentence = words.tokens[at]?.sentence;
  let place = at;
  for (let index = 0; index < row.length; index += 1) {
    const wanted = row[index] as W;
    if (index > 0) place = passOver(wanted, words, place);
    if (words.tokens[place]?.sentence !== sentence || !words.accepts(wanted, place)) return -1;
    place += 1;
  }
  return place - 1;
}

/** Words between two hits; less than none where they overlap. */
const wordsBetween = (one: Hit, other: Hit) =>
  Math.max(one.first - other.last, other.first - one.last) - 1;

function matchNear<W>(
  { words: row, within, isAfter }: NearRowOf<W>,
  words: Words<W>,
  hit: Hit,
): Hit | undefined {
  const sentence = words.tokens[hit.first]?.sentence;
  const from = isAfter
    ? hit.last + 1
    : Math.max(0, hit.first - within - row.length - mostPassedOver);
  const to = Math.min(words.tokens.length, hit.last + within + 1);
  for (let first = from; first < to; first += 1) {
    if (words.tokens[first]?.sentence !== sentence) continue;
    const last = endOfRow(row, words, first);
    const between = last < 0 ? -1 : wordsBetween({ first, last }, hit);
    if (between < 0 || between >= within) continue;
    return { first: Math.min(first, hit.first), last: Math.max(last, hit.last) };
  }
  return undefined;
}

/** Where a pattern is met by the words from `at` on. */
export function matchPattern<W>(
  pattern: PatternOf<W>,
  words: Words<W>,
  at: number,
): Hit | undefined {
  const last = endOfRow(pattern.words, words, at);
  if (last < 0) return undefined;
  let hit: Hit | undefined = { first: at, last };
  for (const near of pattern.near) if (hit) hit = matchNear(near, words, hit);
  return hit;
}

/** Whether a pattern is met anywhere in the words `from` up to but not including `to`. */
export function occurs<W>(
  pattern: PatternOf<W>,
  words: Words<W>,
  from: number,
  to: number,
): boolean {
  for (let at = from; at < to; at += 1) if (matchPattern(pattern, words, at)) return true;
  return false;
}
