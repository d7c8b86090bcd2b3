import type { ReadText } from './read-text.js';

/** What keeps a comment from being understood by who reads nothing else, and what is left of its clarity then. */
const faults: readonly { reason: string; left: number; is: (read: QuoteReading) => boolean }[] = [
  {
    reason: 'refers to another answer',
    left: 0,
    is: ({ text }) => /\b(?:see|as|said) above\b|\bn\/a\b|\bsame as\b/iu.test(text),
  },
  {
    reason: 'starts with a word that points to something not said',
    left: 0.4,
    is: ({ words: [first = ''] }) => pointing.has(first),
  },
  {
    reason: 'breaks off',
    left: 0.4,
    is: ({ words }) => breakingOff.has(words[words.length - 1] ?? ''),
  },
  {
    reason: 'is worded as an official letter',
    left: 0.6,
    is: ({ text }) => official.test(text),
  },
  { reason: 'is a fragment', left: 0.5, is: ({ words }) => words.length < 5 },
  { reason: 'is in capitals', left: 0.5, is: ({ text }) => isShouted(text) },
  { reason: 'runs on in one long sentence', left: 0.6, is: ({ longest }) => longest > 45 },
];

const official =
  /\b(?:in terms of|with regard to|in respect of|a level of|a matter|from time to time|for the most part|on the whole|in general)\b/iu;
const pointing = new Set(
  'this that these those it he she him her his its because and also but so which same or then'.split(
    ' ',
  ),
);
const breakingOff = new Set(
  'a an the of to and or but because have has with that would could their my your than if'.split(
    ' ',
  ),
);

export interface QuoteReading {
  text: string;
  /** In lower case, with contractions opened. */
  words: string[];
  /** Words of the longest sentence. */
  longest: number;
}

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => /\p{Lu}/u.test(letter)).length > letters.length * 0.6;
}

export function readQuote({ text, tokens }: ReadText): QuoteReading {
  const own = tokens.filter(({ word }) => word.kind === 'word' || word.kind === 'number');
  const sentences = new Map<number, number>();
  for (const { sentence } of own) sentences.set(sentence, (sentences.get(sentence) ?? 0) + 1);
  return {
    text,
    words: own.map(({ word }) => word.form),
    longest: Math.max(0, ...sentences.values()),
  };
}

/** How clear a comment is when read alone, 0 to 1, and what speaks against it. */
export function clarityOf(read: QuoteReading): { clarity: number; faults: string[] } {
  const found = faults.filter(({ is }) => is(read));
  return {
    clarity: found.reduce((clarity, { left }) => clarity * left, 1),
    faults: found.map(({ reason }) => reason),
  };
}

const ofOneself = new Set('i me my mine we us our'.split(' '));
/** Words by which an account turns: a cause, a contrast, a time, an extreme. */
const turning = new Set(
  `because when but although though until then after before since so even only never always nobody first
  once`.split(/\s+/),
);

/** How far it tells what somebody went through, 0, 0.5 or 1: a half for speaking of oneself, a half for a turn. */
export const tellingOf = ({ words }: QuoteReading): number =>
  (words.some((word) => ofOneself.has(word)) ? 0.5 : 0) +
  (words.some((word) => turning.has(word)) ? 0.5 : 0);
