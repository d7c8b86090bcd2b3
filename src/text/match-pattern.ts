import type { NearRow, Pattern, PatternWord } from './parse-pattern.js';
import type { ReadText } from './read-text.js';
import type { Token } from './words.js';

/** The words of a text as patterns see them: no punctuation. */
export interface Words {
  tokens: readonly Token[];
  lemmaOf: ReadText['lemmaOf'];
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

/** Whether a dictionary form of the token is wanted; which of them it has is looked at where that matters. */
function acceptsLemma(lemmas: ReadonlySet<string>, token: Token, { lemmaOf }: Words): boolean {
  let wanted = 0;
  for (const lemma of token.word.lemmas) if (lemmas.has(lemma)) wanted += 1;
  if (wanted === 0 || wanted === token.word.lemmas.length) return wanted > 0;
  return lemmas.has(lemmaOf(token));
}

/** Whether a token is one that a place of a pattern wants. */
function accepts({ lemmas, forms, prefixes }: PatternWord, token: Token, words: Words): boolean {
  const { form } = token.word;
  if (forms.has(form)) return true;
  if (prefixes.length > 0 && prefixes.some((prefix) => form.startsWith(prefix))) return true;
  return acceptsLemma(lemmas, token, words);
}

/** The place of the next word that counts, for one that is wanted and does not stand at `at`. */
function passOver(wanted: PatternWord, words: Words, at: number): number {
  let place = at;
  for (let passed = 0; passed < mostPassedOver; passed += 1) {
    const token = words.tokens[place];
    if (!token || !passedOver.has(token.word.form) || accepts(wanted, token, words)) break;
    place += 1;
  }
  return place;
}

/** The last word of a row of words that begins at `at`; -1 where it does not. */
function endOfRow(row: readonly PatternWord[], words: Words, at: number): number {
  const sentence = words.tokens[at]?.sentence;
  let place = at;
  for (const [index, wanted] of row.entries()) {
    if (index > 0) place = passOver(wanted, words, place);
    const token = words.tokens[place];
    if (!token || token.sentence !== sentence || !accepts(wanted, token, words)) return -1;
    place += 1;
  }
  return place - 1;
}

/** Words between two hits; less than none where they overlap. */
const wordsBetween = (one: Hit, other: Hit) =>
  Math.max(one.first - other.last, other.first - one.last) - 1;

function matchNear(
  { words: row, within, isAfter }: NearRow,
  words: Words,
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
export function matchPattern(pattern: Pattern, words: Words, at: number): Hit | undefined {
  const last = endOfRow(pattern.words, words, at);
  if (last < 0) return undefined;
  let hit: Hit | undefined = { first: at, last };
  for (const near of pattern.near) if (hit) hit = matchNear(near, words, hit);
  return hit;
}

/** Whether a pattern is met anywhere in the words `from` up to but not including `to`. */
export function occurs(pattern: Pattern, words: Words, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (matchPattern(pattern, words, at)) return true;
  return false;
}
