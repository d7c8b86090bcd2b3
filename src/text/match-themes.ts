import { findNegation } from './clauses.js';
import { matchPattern, occurs, plainWords, type Hit, type Words } from './match-pattern.js';
import type { Pattern, PatternWord } from './parse-pattern.js';
import { NotedText } from './note-words.js';
import { readText, type ReadText } from './read-text.js';
import type { Span } from './sentiment-labels.js';
import { isShortAnswer } from './short-answers.js';
import { isSaid, type Entry, type ThemeIndex, type ThemeRule } from './theme-index.js';
import type { Token } from './words.js';

/** The words of the sentence that a hit is in. */
function sentenceOf({ tokens }: NotedText, { first }: Hit): [number, number] {
  const sentence = tokens[first]?.sentence;
  let from = first;
  let to = first;
  while (from > 0 && tokens[from - 1]?.sentence === sentence) from -= 1;
  while (to < tokens.length && tokens[to]?.sentence === sentence) to += 1;
  return [from, to];
}

function holds(entry: Entry, text: NotedText, hit: Hit): boolean {
  const { rule } = entry;
  const possible = text.exceptionsOf(entry);
  if (possible.length === 0 && !rule.negated) return true;
  const [from, to] = sentenceOf(text, hit);
  if (possible.some((pattern) => occurs(pattern, text, from, to))) return false;
  if (!rule.negated) return true;
  const sentence = text.tokens.slice(from, to);
  const negation = findNegation(sentence, { from: 0, to: sentence.length });
  const isNegated = negation[hit.first - from] ?? false;
  return isNegated === (rule.negated === 'only');
}

const says = (patterns: readonly Pattern[], words: Words<PatternWord>) =>
  patterns.some((pattern) => occurs(pattern, words, 0, words.tokens.length));

/** Spans in order, those that touch or overlap as one. */
function mergeSpans(spans: readonly Span[]): Span[] {
  const [first] = spans;
  if (first && spans.length === 1) return [first];
  const merged: Span[] = [];
  for (const span of [...spans].sort((left, right) => left.start - right.start)) {
    const previous = merged[merged.length - 1];
    if (previous && span.start <= previous.end) previous.end = Math.max(previous.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

export interface ThemeFinding {
  key: string;
  evidence: Span[];
}

/** A question as rules see it: its words, and the themes (by place) that it is about. */
export interface AskedQuestion {
  words: Words<PatternWord>;
  about: ReadonlySet<number>;
  /** For the rules that were tried under it, whether they hold there at all. */
  leads: Map<ThemeRule, boolean>;
}

export function readQuestion(question: string, { themes }: ThemeIndex): AskedQuestion {
  const read = readText(question);
  const tokens = read.tokens.filter(({ word }) => isSaid(word));
  const words = plainWords(tokens, read.lemmaOf);
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

const spanOf = ({ tokens }: NotedText, { first, last }: Hit): Span => ({
  start: tokens[first]?.start ?? 0,
  end: tokens[last]?.end ?? 0,
});

/** Where the themes of a text were found; `alone` counts where there is nothing else. */
interface Found {
  themes: Map<number, Span[]>;
  alone: Map<number, Span[]>;
}

/** The hits of every rule that is met by a text. */
function findHits(text: NotedText, question: AskedQuestion): Found {
  const { themes, alone }: Found = { themes: new Map(), alone: new Map() };
  text.eachBegun((entry, at) => {
    const hit = matchPattern(entry, text, at);
    if (!hit || !holds(entry, text, hit) || !isAsked(entry.rule, question)) return;
    const found = entry.rule.isAlone ? alone : themes;
    const spans = found.get(entry.theme);
    if (spans) spans.push(spanOf(text, hit));
    else found.set(entry.theme, [spanOf(text, hit)]);
  });
  return { themes, alone };
}

/** The themes of a text with the words that caused them, in the order of the frame. */
export function matchThemes(
  read: ReadText,
  question: AskedQuestion,
  index: ThemeIndex,
): ThemeFinding[] {
  const text = new NotedText(index, read);
  const found = findHits(text, question);
  if (question.about.size > 0 && !isShortAnswer(read))
    addAsked(found.themes, question, text.tokens);
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
