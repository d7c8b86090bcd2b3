import { findClauses, findNegation, presentClauses, type Clause } from './clauses.js';
import type { QuestionPolarity } from './question-polarity.js';
import type { ReadText } from './read-text.js';
import { readSignals, type Signals, type ValenceOf } from './sentiment-signals.js';
import { perWord, type Token, type Word } from './words.js';

/** A clause as the model reads it. */
export interface ReadClause {
  clause: Clause;
  signals: Signals;
  /** For each of its tokens, whether a negator governs it. */
  negation: readonly boolean[];
  /** Code of the kind of question. */
  asked: number;
  /** 1 after a "but", 2 before one, 0 elsewhere. */
  place: number;
  /** Band of the text's length, which goes with the first clause; -1 in the others. */
  band: number;
}

/** Is shown the hash of a feature (32 bits, signed: as such it needs no memory), and the tokens that it is about; -1 where about none. */
export type SeeFeature = (hash: number, first: number, last: number) => void;

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash;
}

const isWeighed = ({ kind: of, form }: Word) =>
  of === 'word' || of === 'emoji' || form === '!' || form === '?';

/** The hash of a word; 0 for one that is not weighed. */
const weighedHash = perWord((word) => (isWeighed(word) ? hashOf(word.form) : 0));

function hashAt(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  return token ? weighedHash(token.word) : 0;
}

/** Joins two hashes, order mattering, by the finaliser of MurmurHash3. */
function join(left: number, right: number): number {
  let hash = Math.imul(left, 0x9e3779b1) ^ (right + 0x7f4a7c15 + (left << 6));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

const kind = {
  letters: 2,
  word: 1,
  pair: 3,
  around: 4,
  asked: 5,
  place: 6,
  askedPair: 8,
  length: 10,
};
const open = 11;
const askedCodes = {
  open,
  'whether good': open,
  'whether bad': open,
  strengths: 12,
  problems: 13,
  none: 14,
} as const;
const negatedMark = 0x5bd1e995;
const clauseStart = hashOf('^');
const clauseEnd = hashOf('$');

/**
 * Shows every feature of a clause: its words, pairs of them and those on either side of one, by themselves
 * and with the question.
 */
export function eachFeature(
  tokens: readonly Token[],
  { clause, negation, asked, place, band }: ReadClause,
  see: SeeFeature,
): void {
  const isAsked = asked === askedCodes.strengths || asked === askedCodes.problems;
  let [before, beforeAt] = [clauseStart, clause.from];
  let [second, secondAt] = [0, clause.from];
  for (let at = clause.from; at < clause.to; at += 1) {
    const word = hashAt(tokens, at);
    if (word === 0) continue;
    const marked = negation[at - clause.from] ? word ^ negatedMark : word;
    const pair = join(before, word);
    see(join(kind.word, marked), at, at);
    see(join(kind.pair, pair), beforeAt, at);
    if (second !== 0) see(join(kind.around, join(second, word)), secondAt, at);
    if (place) see(join(kind.place, join(place, marked)), at, at);
    if (isAsked) {
      see(join(kind.asked, join(asked, marked)), at, at);
      see(join(kind.askedPair, join(asked, pair)), beforeAt, at);
    }
    second = before;
    secondAt = beforeAt;
    before = word;
    beforeAt = at;
  }
  see(join(kind.pair, join(before, clauseEnd)), beforeAt, beforeAt);
  if (band >= 0) see(join(kind.length, join(asked, band)), -1, -1);
}

/** A band of lengths, in words: short answers lean on the question, long ones tend to complain. */
function lengthBand(words: number): number {
  if (words < 4) return words;
  if (words < 8) return 4;
  if (words < 16) return 5;
  if (words < 32) return 6;
  return words < 64 ? 7 : 8;
}

/** Runs of so many letters: a child's spelling shares most of them with the dictionary's. */
const lettersInRun = 4;

/** The hashes of the runs of letters in a word, its ends counting as letters; another for each where a negator governs it. */
export function letterHashes({ kind: of, form }: Word, isNegated: boolean): number[] {
  if (of !== 'word') return [];
  const padded = `^${form}$`;
  const hashes: number[] = [];
  for (let at = 0; at + lettersInRun <= padded.length; at += 1) {
    const run = join(kind.letters, hashOf(padded.slice(at, at + lettersInRun)));
    hashes.push(isNegated ? run ^ negatedMark : run);
  }
  return hashes;
}

/**
 * The scale of a text's runs of letters, counted as often as they come: they say less than whole words. By
 * cross-validation on the development part .35 and .5 were better than none and than 1, but .5 for course evaluations.
 */
export const letterScale = (count: number): number => 0.4 * featureScale(count);

/** The scale of the directions of a text's words; by the same cross-validation .12 and .5 were worse. */
export const meaningScale = (count: number): number => 0.3 * featureScale(count);

/** Shows the words of a clause, and whether a negator governs them. */
export function eachWord(
  tokens: readonly Token[],
  { clause, negation }: ReadClause,
  see: (word: Word, isNegated: boolean) => void,
): void {
  for (let at = clause.from; at < clause.to; at += 1) {
    const token = tokens[at];
    if (token) see(token.word, negation[at - clause.from] ?? false);
  }
}

/** The clauses of a text that say how things are, with what the model needs of each. */
export function readClauses(
  { tokens }: Pick<ReadText, 'tokens'>,
  polarity: QuestionPolarity,
  valenceOf: ValenceOf,
): ReadClause[] {
  const asked = askedCodes[polarity];
  const clauses = findClauses(tokens);
  const isPresent = presentClauses(tokens, clauses);
  const kept = clauses.filter((_, at) => isPresent[at]);
  return kept.map((clause, at) => {
    const negation = findNegation(tokens, clause);
    return {
      clause,
      signals: readSignals(tokens, clause, negation, valenceOf),
      negation,
      asked,
      place: clause.contrast ? 1 : kept[at + 1]?.contrast ? 2 : 0,
      band: at === 0 ? lengthBand(tokens.length) : -1,
    };
  });
}

/** The scale of a text's features: the more there are, the less each counts. */
export const featureScale = (count: number): number => 1 / Math.sqrt(Math.max(count, 1));

/** The hash of a word as a feature by itself, for a lexicon's words. */
export const wordFeature = (word: string): number => join(kind.word, hashOf(word));
