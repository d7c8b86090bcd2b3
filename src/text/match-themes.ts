import { findNegation } from './clauses.js';
import { matchPattern, occurs, type Hit, type Words } from './match-pattern.js';
import type { Pattern } from './parse-pattern.js';
import { readText, type ReadText, type Token } from './read-text.js';
import type { Span } from './sentiment-labels.js';
import { isShortAnswer } from './short-answers.js';

/** One rule of a theme: met by any of its patterns, unless an exception is in the same sentence. */
export interface ThemeRule {
  patterns: Pattern[];
  unless: Pattern[];
  /** Whether what a "not" governs counts: 'never', or nothing else ('only'). */
  negated?: 'never' | 'only';
  /** The rule holds only under questions that say one of these. */
  whenAsked: Pattern[];
}

export interface ThemeRules {
  key: string;
  rules: ThemeRule[];
  /** Questions about the theme: whatever is said under them is too. */
  askedAbout: Pattern[];
}

interface Entry {
  theme: number;
  rule: ThemeRule;
  pattern: Pattern;
}

/** Rules by the first word of their patterns, so that a text meets only those it could meet. */
export interface ThemeIndex {
  themes: readonly ThemeRules[];
  byLemma: ReadonlyMap<string, readonly Entry[]>;
  byForm: ReadonlyMap<string, readonly Entry[]>;
  byPrefix: ReadonlyMap<string, readonly Entry[]>;
}

const prefixKey = (word: string) => word.slice(0, 2);

export function indexThemes(themes: readonly ThemeRules[]): ThemeIndex {
  const byLemma = new Map<string, Entry[]>();
  const byForm = new Map<string, Entry[]>();
  const byPrefix = new Map<string, Entry[]>();
  const add = (to: Map<string, Entry[]>, key: string, entry: Entry) => {
    const entries = to.get(key) ?? [];
    if (!entries.includes(entry)) entries.push(entry);
    to.set(key, entries);
  };
  themes.forEach(({ rules }, theme) => {
    for (const rule of rules) {
      for (const pattern of rule.patterns) {
        const entry = { theme, rule, pattern };
        const [first] = pattern.words;
        first?.lemmas.forEach((lemma) => add(byLemma, lemma, entry));
        first?.forms.forEach((form) => add(byForm, form, entry));
        first?.prefixes.forEach((prefix) => add(byPrefix, prefixKey(prefix), entry));
      }
    }
  });
  return { themes, byLemma, byForm, byPrefix };
}

function* candidates(index: ThemeIndex, { lemma, form }: Token): Iterable<Entry> {
  yield* index.byForm.get(form) ?? [];
  if (lemma !== form) yield* index.byLemma.get(lemma) ?? [];
  yield* index.byPrefix.get(prefixKey(form)) ?? [];
}

/** The words of the sentence that a hit is in. */
function sentenceOf(words: Words, { first }: Hit): [number, number] {
  const sentence = words[first]?.sentence;
  let from = first;
  let to = first;
  while (from > 0 && words[from - 1]?.sentence === sentence) from -= 1;
  while (to < words.length && words[to]?.sentence === sentence) to += 1;
  return [from, to];
}

function holds(rule: ThemeRule, words: Words, hit: Hit): boolean {
  if (rule.unless.length === 0 && !rule.negated) return true;
  const [from, to] = sentenceOf(words, hit);
  if (rule.unless.some((pattern) => occurs(pattern, words, from, to))) return false;
  if (!rule.negated) return true;
  const isNegated = findNegation(words, { from, to, contrast: false })[hit.first - from] ?? false;
  return isNegated === (rule.negated === 'only');
}

const says = (patterns: readonly Pattern[], words: Words) =>
  patterns.some((pattern) => occurs(pattern, words, 0, words.length));

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

const wordsOf = ({ tokens }: ReadText): Token[] =>
  tokens.filter(({ kind }) => kind === 'word' || kind === 'number' || kind === 'emoji');

/** Corrects a word that a pattern would miss by its spelling; itself where it is well known. */
export type Respell = (form: string) => string;

function respelled(token: Token, respell: Respell): Token {
  const form = respell(token.form);
  if (form === token.form) return token;
  return { ...token, form, lemma: form };
}

export interface ThemeFinding {
  key: string;
  evidence: Span[];
}

/** A question as rules see it: its words, and the themes (by place) that it is about. */
export interface AskedQuestion {
  words: Words;
  about: ReadonlySet<number>;
}

export function readQuestion(question: string, { themes }: ThemeIndex): AskedQuestion {
  const words = wordsOf(readText(question));
  const about = themes.flatMap(({ askedAbout }, at) => (says(askedAbout, words) ? [at] : []));
  return { words, about: new Set(about) };
}

const spanOf = (words: Words, { first, last }: Hit): Span => ({
  start: words[first]?.start ?? 0,
  end: words[last]?.end ?? 0,
});

/** The themes whose rules are met by the words from `at` on. */
function* hitsAt(
  words: Words,
  at: number,
  question: AskedQuestion,
  index: ThemeIndex,
): Iterable<[number, Span]> {
  const word = words[at];
  if (!word) return;
  for (const { theme, rule, pattern } of candidates(index, word)) {
    const hit = matchPattern(pattern, words, at);
    if (!hit || !holds(rule, words, hit)) continue;
    if (rule.whenAsked.length > 0 && !says(rule.whenAsked, question.words)) continue;
    yield [theme, spanOf(words, hit)];
  }
}

/** The themes of a text with the words that caused them, in the order of the frame. */
export function matchThemes(
  read: ReadText,
  question: AskedQuestion,
  index: ThemeIndex,
  respell: Respell,
): ThemeFinding[] {
  const words = wordsOf(read).map((token) => respelled(token, respell));
  const found = new Map<number, Span[]>();
  for (const at of words.keys()) {
    for (const [theme, span] of hitsAt(words, at, question, index)) {
      found.set(theme, [...(found.get(theme) ?? []), span]);
    }
  }
  if (!isShortAnswer(read)) addAsked(found, question, words);
  return [...found]
    .sort(([left], [right]) => left - right)
    .map(([theme, spans]) => ({
      key: index.themes[theme]?.key ?? '',
      evidence: mergeSpans(spans),
    }));
}

/** An answer with something in it is about what was asked, and the whole of it is the evidence. */
function addAsked(found: Map<number, Span[]>, { about }: AskedQuestion, words: Words): void {
  const first = words[0];
  const last = words[words.length - 1];
  if (!first || !last) return;
  for (const theme of about) {
    if (!found.has(theme)) found.set(theme, [{ start: first.start, end: last.end }]);
  }
}
