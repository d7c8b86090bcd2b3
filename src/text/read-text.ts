import { longestRun, readRuns } from './read-runs.js';
import { winkTokens } from './wink-tokens.js';
import { wordOf, type Token } from './words.js';

export interface ReadText {
  text: string;
  tokens: readonly Token[];
  /** The dictionary form of a token; "left" is "leave" as a verb alone, which is found out here. */
  lemmaOf(token: Token): string;
}

const pieces = new RegExp(`\\S{${longestRun + 1},}|(?:\\S{1,${longestRun}}(?!\\S)|\\s+)+`, 'gu');

interface ExactReading {
  tokens: Token[];
  /** By where the token starts. */
  lemmas: Map<number, string>;
}

function readPiece({ tokens, lemmas }: ExactReading, piece: string, from: number): void {
  let sentence = (tokens[tokens.length - 1]?.sentence ?? -1) + 1;
  for (const { start, end, word, lemma, isBreak, opens } of winkTokens(piece)) {
    if (opens || isBreak) sentence += 1;
    if (start < 0 || isBreak) continue;
    tokens.push({ start: from + start, end: from + end, word, sentence });
    lemmas.set(from + start, lemma);
  }
}

/** Any text is safe; a run of over 60 characters is no word. */
function readExactly(text: string): ExactReading {
  const reading: ExactReading = { tokens: [], lemmas: new Map() };
  const { tokens } = reading;
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    if (piece.length > longestRun && !/\s/u.test(piece)) {
      const sentence = (tokens[tokens.length - 1]?.sentence ?? -1) + 1;
      tokens.push({ start: index, end: index + piece.length, word: unread, sentence });
    } else {
      readPiece(reading, piece, index);
    }
  }
  return reading;
}

const unread = wordOf('other', '', ['']);

/** Takes a text apart as wink-nlp does, by what is known of its runs where that is enough. */
export function readText(text: string): ReadText {
  let exact: ExactReading | undefined;
  const quick = readRuns(text);
  return {
    text,
    tokens: quick ?? (exact = readExactly(text)).tokens,
    lemmaOf({ start, word }) {
      if (word.lemmas.length === 1) return word.lemmas[0] ?? '';
      exact ??= readExactly(text);
      return exact.lemmas.get(start) ?? '';
    },
  };
}
