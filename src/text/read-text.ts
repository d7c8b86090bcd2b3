import model from 'wink-eng-lite-web-model';
import winkNLP, { type WinkMethods } from 'wink-nlp';
import type { Span } from './sentiment-labels.js';
import { correctSpelling } from './spelling.js';

export type TokenKind = 'word' | 'number' | 'emoji' | 'punctuation' | 'other';

/** One token of a text, at `start` to `end` in UTF-16 units. */
export interface Token extends Span {
  kind: TokenKind;
  /** Lower case, contractions opened ("n't" is "not"), common misspellings put right. */
  form: string;
  /** Dictionary form: "run" for "ran"; the form itself where its spelling was put right. */
  lemma: string;
  /** 0-based number of the sentence; a line break ends one too. */
  sentence: number;
}

export interface ReadText {
  text: string;
  tokens: readonly Token[];
}

const kinds = new Map<string, TokenKind>([
  ['word', 'word'],
  ['number', 'number'],
  ['ordinal', 'number'],
  ['emoji', 'emoji'],
  ['emoticon', 'emoji'],
  ['punctuation', 'punctuation'],
]);

/** wink-nlp takes minutes over 28,000 characters of "http://http://…": no run without a space goes to it whole. */
const longestRun = 60;
const pieces = new RegExp(`\\S{${longestRun + 1},}|(?:\\S{1,${longestRun}}(?!\\S)|\\s+)+`, 'gu');

let wink: WinkMethods | undefined;

/** wink-nlp's reading of one token. */
interface WinkToken {
  value: string;
  spaces: number;
  type: string;
  normal: string;
  lemma: string;
  opensSentence: boolean;
}

function annotate(piece: string): WinkToken[] {
  wink ??= winkNLP(model, ['sbd', 'pos']);
  const { its } = wink;
  const document = wink.readDoc(piece);
  const words = document.tokens();
  const spaces = words.out(its.precedingSpaces);
  const types = words.out(its.type);
  const normals = words.out(its.normal);
  // Its declaration asks for one argument more than the others, which `out` provides.
  const lemmas = words.out(its.lemma as unknown as typeof its.normal);
  const sentences = document.sentences().out(its.span) as unknown as [number, number][];
  const openings = new Set(sentences.map(([first]) => first));
  return words.out().map((value, at) => ({
    value,
    spaces: spaces[at]?.length ?? 0,
    type: types[at] ?? '',
    normal: normals[at] ?? '',
    lemma: lemmas[at] ?? '',
    opensSentence: at > 0 && openings.has(at),
  }));
}

function readPiece(piece: string, from: number, firstSentence: number): Token[] {
  const tokens: Token[] = [];
  let sentence = firstSentence;
  let at = 0;
  for (const { value, spaces, type, normal, lemma, opensSentence } of annotate(piece)) {
    if (opensSentence || type === 'tabCRLF') sentence += 1;
    const start = piece.indexOf(value, at + spaces);
    if (start < 0) continue;
    at = start + value.length;
    if (type === 'tabCRLF') continue;
    const form = correctSpelling(normal);
    tokens.push({
      start: from + start,
      end: from + at,
      kind: kinds.get(type) ?? 'other',
      form,
      lemma: form === normal ? lemma : form,
      sentence,
    });
  }
  return tokens;
}

/** Takes a text apart by wink-nlp. Any text is safe; a run of over 60 characters is no word. */
export function readText(text: string): ReadText {
  const tokens: Token[] = [];
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const sentence = (tokens[tokens.length - 1]?.sentence ?? -1) + 1;
    if (piece.length > longestRun && !/\s/u.test(piece)) {
      const end = index + piece.length;
      tokens.push({ ...unread, start: index, end, sentence });
    } else {
      tokens.push(...readPiece(piece, index, sentence));
    }
  }
  return { text, tokens };
}

const unread = { kind: 'other', form: '', lemma: '' } as const;
