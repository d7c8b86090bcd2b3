import { findNegation } from './clauses.js';
import { matchPattern, occurs, type Hit, type Words } from './match-pattern.js';
import type { Pattern } from './parse-pattern.js';
import { readText, type ReadText } from './read-text.js';
import type { Span } from './sentiment-labels.js';
import { isShortAnswer } from './short-answers.js';
import { noteWords, type Entry, type ThemeIndex, type ThemeRule } from './theme-index.js';
import type { Token, Word } from './words.js';

/** The words of the sentence that a hit is in. */
function sentenceOf({ tokens }: Words, { first }: Hit): [number, number] {
  const sentence = tokens[first]?.sentence;
  let from = first;
  let to = first;
  while (from > 0 && tokens[from - 1]?.sentence === sentence) from -= 1;
  while (to < tokens.length && tokens[to]?.sentence === sentence) to += 1;
  return [from, to];
}

function holds({ rule, unless }: Entry, words: Words, hit: Hit, { isThere }: Noted): boolean {
  if (unless.length === 0 && !rule.negated) return true;
  const [from, to] = sentenceOf(words, hit);
  const excepted = unless.some(
    ({ pattern, needs }) => isThere(needs) && occurs(pattern, words, from, to),
  );
  if (excepted) return false;
  if (!rule.negated) return true;
  const sentence = words.tokens.slice(from, to);
  const negation = findNegation(sentence, { from: 0, to: sentence.length });
  const isNegated = negation[hit.first - from] ?? false;
  return isNegated === (rule.negated === 'only');
}

type Noted = ReturnType<typeof noteWords>;

const says = (patterns: readonly Pattern[], words: Words) =>
  patterns.some((pattern) => occurs(pattern, words, 0, words.tokens.length));

/** Spans in order, those that touch or overlap as one. */
function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((left, right) => left.start - right.start)) {
    const previous = merged[merged.length - 1];
    if (previous && span.start <= previous.end) previous.end = Math.max(previous.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

const isWord = ({ word: { kind } }: Token) =>
  kind === 'word' || kind === 'number' || kind === 'emoji';

/** Corrects a word that a pattern would miss by its spelling; itself where it is well known. */
export type Respell = (word: Word) => Word;

function respelled(token: Token, respell: Respell): Token {
  const word = respell(token.word);
  return word === token.word ? token : { ...token, word };
}

export interface ThemeFinding {
  key: string;
  evidence: Span[];
}

/** A question as rules see it: its words, and the themes (by place) that it is about. */
export interface AskedQuestion {
  words: Words;
  about: ReadonlySet<number>;
  /** For the rules that were tried under it, whether they hold there at all. */
  leads: Map<ThemeRule, boolean>;
}

export function readQuestion(question: string, { themes }: ThemeIndex): AskedQuestion {
  const read = readText(question);
  const words = { ...read, tokens: read.tokens.filter(isWord) };
  const about = themes.flatMap(({ askedAbout }, at) => (says(askedAbout, words) ? [at] : []));
  return { words, about: new Set(about), leads: new Map() };
}

/** Whether a rule holds under the question. */
function isAsked(rule: ThemeRule, { words, leads }: AskedQuestion): boolean {
  const known = leads.get(rule);
  if (known !== undefined) return known;
  const asked = rule.whenAsked.length === 0 || says(rule.whenAsked, words);
  leads.set(rule, asked);
  return asked;
}

const spanOf = ({ tokens }: Words, { first, last }: Hit): Span => ({
  start: tokens[first]?.start ?? 0,
  end: tokens[last]?.end ?? 0,
});

/** Where the themes of a text were found; `alone` counts where there is nothing else. */
interface Found {
  themes: Map<number, Span[]>;
  alone: Map<number, Span[]>;
}

/** Adds the hits of every rule that is met by the words from `at` on. */
function addHits(
  { themes, alone }: Found,
  words: Words,
  at: number,
  { question, noted }: { question: AskedQuestion; noted: Noted },
): void {
  for (const entry of noted.begun[at] ?? []) {
    if (!noted.isThere(entry.needs)) continue;
    const hit = matchPattern(entry.pattern, words, at);
    if (!hit || !holds(entry, words, hit, noted) || !isAsked(entry.rule, question)) continue;
    const found = entry.rule.isAlone ? alone : themes;
    const spans = found.get(entry.theme);
    if (spans) spans.push(spanOf(words, hit));
    else found.set(entry.theme, [spanOf(words, hit)]);
  }
}

/** The themes of a text with the words that caused them, in the order of the frame. */
export function matchThemes(
  read: ReadText,
  question: AskedQuestion,
  index: ThemeIndex,
  respell: Respell,
): ThemeFinding[] {
  const tokens: Token[] = [];
  for (const token of read.tokens) if (isWord(token)) tokens.push(respelled(token, respell));
  const words = { tokens, lemmaOf: read.lemmaOf };
  const found: Found = { themes: new Map(), alone: new Map() };
  const noted = noteWords(index, words);
  for (let at = 0; at < tokens.length; at += 1) addHits(found, words, at, { question, noted });
  if (!isShortAnswer(read)) addAsked(found.themes, question, tokens);
  return [...(found.themes.size > 0 ? found.themes : found.alone)]
    .sort(([left], [right]) => left - right)
    .map(([theme, spans]) => ({
      key: index.themes[theme]?.key ?? '',
      evidence: mergeSpans(spans),
    }));
}

/** An answer with something in it is about what was asked, and the whole of it is the evidence. */
function addAsked(
  found: Map<number, Span[]>,
  { about }: AskedQuestion,
  tokens: readonly Token[],
): void {
  const first = tokens[0];
  const last = tokens[tokens.length - 1];
  if (!first || !last) return;
  for (const theme of about) {
    if (!found.has(theme)) found.set(theme, [{ start: first.start, end: last.end }]);
  }
}
