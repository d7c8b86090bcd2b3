import type { Span } from './sentiment-labels.js';
import { winkTokens } from './wink-tokens.js';
import type { Token, Word } from './words.js';

/** A token with its place in its run. */
interface RunToken extends Span {
  word: Word;
  /** Whether a sentence ends with it, but for what may follow. */
  ends: boolean;
  /** Whether it may belong to a sentence that has ended: a closing quote, a second full stop. */
  joins: boolean;
}

/** The tokens of a run; null where the run alone does not tell what a text makes of it. */
type Run = readonly RunToken[] | null;

const mostRuns = 50_000;
const runs = new Map<string, Run>();

const endsSentence = new Set(['.', '!', '?']);
const joinsOn = new Set([...`.!?)]}"'’”,-–—`]);
/** "Mr." and "a.m." may end a sentence or not. */
const abbreviation = /\p{L}.*\.$/u;

function readRun(text: string): Run {
  const tokens = winkTokens(text);
  const isSure = tokens.every(
    ({ start, value, isBreak }) => start >= 0 && !isBreak && !abbreviation.test(value),
  );
  if (!isSure) return null;
  return tokens.map(({ start, end, value, word }) => ({
    start,
    end,
    word,
    ends: endsSentence.has(value),
    joins: joinsOn.has(value),
  }));
}

/** A part of a text keeps the whole of it in memory, so what stays here is a copy. */
function runOf(text: string): Run {
  const known = runs.get(text);
  if (known !== undefined) return known;
  if (runs.size >= mostRuns) runs.clear();
  const copy = Buffer.from(text, 'utf16le').toString('utf16le');
  const run = readRun(copy);
  runs.set(copy, run);
  return run;
}

/** wink-nlp takes minutes over 28,000 characters of "http://http://…": no run without a space goes to it whole. */
export const longestRun = 60;

const space = 32;
const lineBreak = 10;
const afterControls = 14;
const beyondLatin = 128;
const otherSpace = /\s/u;

/** Where the run that begins at `from` ends; -1 for one that is too long or has a space of another kind in it. */
function endOfRun(text: string, from: number): number {
  const most = Math.min(text.length, from + longestRun + 1);
  let end = from;
  for (; end < most; end += 1) {
    const code = text.charCodeAt(end);
    if (code === space || code === lineBreak) return end;
    const mayBeSpace = code < afterControls || code >= beyondLatin;
    if (mayBeSpace && otherSpace.test(text.charAt(end))) return -1;
  }
  return end - from > longestRun ? -1 : end;
}

/** A text as far as it is read. */
interface Reading {
  tokens: Token[];
  sentence: number;
  /** Whether the last token ended a sentence, and whether the next one is counted already. */
  hasEnded: boolean;
  isCounted: boolean;
}

/** Adds a run that stands at `from`; false where only the whole text tells where sentences end. */
function addRun(reading: Reading, run: readonly RunToken[], from: number): boolean {
  for (const { start, end, word, ends, joins } of run) {
    if (reading.hasEnded) {
      if (joins) return false;
      if (!reading.isCounted) reading.sentence += 1;
    }
    reading.hasEnded = ends;
    reading.isCounted = false;
    reading.tokens.push({
      start: from + start,
      end: from + end,
      word,
      sentence: reading.sentence,
    });
  }
  return true;
}

/**
 * The tokens of a text by its runs between spaces, each of which wink-nlp reads once: comments share
 * them. Sentences end where wink-nlp ends them; undefined where only the whole text tells where.
 */
export function readRuns(text: string): Token[] | undefined {
  const reading: Reading = { tokens: [], sentence: 0, hasEnded: false, isCounted: false };
  for (let at = 0; at < text.length; at += 1) {
    const end = endOfRun(text, at);
    if (end < 0) return undefined;
    const run = end > at ? runOf(text.slice(at, end)) : noTokens;
    if (!run || !addRun(reading, run, at)) return undefined;
    at = end;
    if (text.charCodeAt(at) !== lineBreak) continue;
    if (text.charCodeAt(at + 1) === lineBreak) return undefined;
    reading.sentence += 1;
    reading.isCounted = true;
  }
  return reading.tokens;
}

const noTokens: readonly RunToken[] = [];
