import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import {
  findClauses,
  findNegation,
  markTokens,
  presentClauses,
  type Clause,
  type Marks,
} from './clauses.js';
import type { QuestionPolarity } from './question-polarity.js';
import type { ReadText, Token } from './read-text.js';
import { readSignals, type Lexicon, type Signals } from './sentiment-signals.js';

/** What the model weighs in one clause: for each feature its 32-bit hash and the tokens it is about. */
export interface ClauseFeatures {
  clause: Clause;
  hashes: number[];
  /** First and last token of each feature; -1 where it is about none (the question). */
  firsts: number[];
  lasts: number[];
  signals: Signals;
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash;
}

interface WordHashes {
  word: number;
  /** Of the word's Porter stem, so that "helped" lends its weight to "helping". */
  stem: number;
}

const known = new Map<string, WordHashes>();
const cacheLimit = 100_000;

function hashesOf(word: string): WordHashes {
  let found = known.get(word);
  if (!found) {
    if (known.size >= cacheLimit) known.clear();
    known.set(word, (found = { word: hashOf(word), stem: hashOf(PorterStemmer.stem(word)) }));
  }
  return found;
}

/** Joins two hashes, order mattering, by the finaliser of MurmurHash3. */
function join(left: number, right: number): number {
  let hash = Math.imul(left, 0x9e3779b1) ^ (right + 0x7f4a7c15 + (left << 6));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const kind = {
  word: 1,
  stem: 2,
  pair: 3,
  asked: 5,
  place: 6,
  askedPair: 8,
  length: 10,
};
const askedCodes = { open: 11, strengths: 12, problems: 13 } as const;
const negatedMark = 0x5bd1e995;
const clauseStart = hashOf('^');

const isWeighed = ({ kind: of, form }: Token) =>
  of === 'word' || of === 'emoji' || form === '!' || form === '?';

function readClause(
  tokens: readonly Token[],
  clause: Clause,
  asked: number,
  { contrastFollows, lexicon, marks }: { contrastFollows: boolean; lexicon: Lexicon; marks: Marks },
): ClauseFeatures {
  const negation = findNegation(tokens, marks, clause);
  const signals = readSignals(tokens, clause, negation, lexicon);
  const features: ClauseFeatures = { clause, hashes: [], firsts: [], lasts: [], signals };
  const add = (of: number, value: number, first: number, last: number) => {
    features.hashes.push(join(of, value));
    features.firsts.push(first);
    features.lasts.push(last);
  };
  const isAsked = asked !== askedCodes.open;
  const place = clause.contrast ? 1 : contrastFollows ? 2 : 0;
  let before = clauseStart;
  let beforeAt = clause.from;
  for (let at = clause.from; at < clause.to; at += 1) {
    const token = tokens[at];
    if (!token || !isWeighed(token)) continue;
    const mark = negation[at - clause.from] ? negatedMark : 0;
    const { word, stem } = hashesOf(token.form);
    add(kind.word, word ^ mark, at, at);
    add(kind.stem, stem ^ mark, at, at);
    if (isAsked) add(kind.asked, join(asked, word ^ mark), at, at);
    if (place) add(kind.place, join(place, word ^ mark), at, at);
    add(kind.pair, join(before, word), beforeAt, at);
    if (isAsked) add(kind.askedPair, join(asked, join(before, word)), beforeAt, at);
    [before, beforeAt] = [word, at];
  }
  return features;
}

/** A band of lengths, in words: short answers lean on the question, long ones tend to complain. */
function lengthBand(words: number): number {
  if (words < 4) return words;
  if (words < 8) return 4;
  if (words < 16) return 5;
  if (words < 32) return 6;
  return words < 64 ? 7 : 8;
}

/** The features of a text, by clause; the length and the question go with the first clause. */
export function sentimentFeatures(
  read: ReadText,
  polarity: QuestionPolarity,
  lexicon: Lexicon,
): ClauseFeatures[] {
  const { tokens } = read;
  const asked = askedCodes[polarity];
  const marks = markTokens(tokens);
  const clauses = findClauses(tokens, marks);
  const isPresent = presentClauses(marks, clauses);
  const all = clauses
    .filter((_, at) => isPresent[at])
    .map((clause, at, kept) =>
      readClause(tokens, clause, asked, {
        contrastFollows: kept[at + 1]?.contrast ?? false,
        lexicon,
        marks,
      }),
    );
  const [first] = all;
  if (first) {
    first.hashes.push(join(kind.length, join(asked, lengthBand(tokens.length))));
    first.firsts.push(-1);
    first.lasts.push(-1);
  }
  return all;
}

/** The hash of a word as a feature by itself, for a lexicon's words. */
export const wordFeature = (word: string): number => join(kind.word, hashOf(word));
