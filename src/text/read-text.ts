import model from 'wink-eng-lite-web-model';
import winkNLP, { type WinkMethods } from 'wink-nlp';
import type { Span } from './sentiment-labels.js';
import { correctSpelling } from './spelling.js';
import { wordOf, type TokenKind, type Word } from './words.js';

/** One token of a text, at `start` to `end` in UTF-16 units. */
export interface Token extends Span {
  word: Word;
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

/** What never changes of a token that wink-nlp has met before, by its number of it. */
interface MetToken {
  value: string;
  kind: TokenKind;
  isBreak: boolean;
  /** By part of speech, on which the dictionary form depends. */
  words: Map<string, Word>;
}

/** Numbers beyond are of rare words, met late: they are read each time, which bounds the memory. */
const mostMet = 200_000;
const met = new Array<MetToken | undefined>(mostMet);

/** wink-nlp's reading of one piece: each token's number and part of speech, and where sentences open. */
function annotate(piece: string) {
  wink ??= winkNLP(model, ['sbd', 'pos']);
  const { its } = wink;
  const document = wink.readDoc(piece);
  const words = document.tokens();
  const ids = words.out(its.uniqueId) as unknown as number[];
  const speech: string[] = words.out(its.pos);
  const isOpened = words.out(its.contractionFlag) as unknown as boolean[];
  const sentences = document.sentences().out(its.span) as unknown as [number, number][];

  const meet = (at: number, id: number): MetToken => {
    const one = words.itemAt(at);
    const type: string = one.out(its.type);
    const token: MetToken = {
      value: one.out(),
      kind: kinds.get(type) ?? 'other',
      isBreak: type === 'tabCRLF',
      words: new Map(),
    };
    if (id < mostMet) met[id] = token;
    return token;
  };
  const wordAt = (kind: TokenKind, at: number): Word => {
    const one = words.itemAt(at);
    const normal = one.out(its.normal);
    const form = correctSpelling(normal);
    // Its declaration asks for one argument more than the others, which `out` provides.
    const lemma = one.out(its.lemma as unknown as typeof its.normal);
    return wordOf(kind, form, form === normal ? lemma : form);
  };
  return {
    ids,
    sentences,
    tokenAt: (at: number) => met[ids[at] ?? 0] ?? meet(at, ids[at] ?? 0),
    read: ({ kind, words: known }: MetToken, at: number) => {
      // "'s" is opened as "is" or as "has": what a contraction gives is not the token's own.
      if (isOpened[at]) return wordAt(kind, at);
      const of = speech[at] ?? '';
      let word = known.get(of);
      if (!word) known.set(of, (word = wordAt(kind, at)));
      return word;
    },
  };
}

function readPiece(tokens: Token[], piece: string, from: number, firstSentence: number): void {
  const { ids, sentences, tokenAt, read } = annotate(piece);
  let sentence = firstSentence;
  let at = 0;
  let opening = 1;
  for (let place = 0; place < ids.length; place += 1) {
    const token = tokenAt(place);
    const opens = place > 0 && sentences[opening]?.[0] === place;
    if (opens) opening += 1;
    if (opens || token.isBreak) sentence += 1;
    const start = piece.indexOf(token.value, at);
    if (start < 0) continue;
    at = start + token.value.length;
    if (token.isBreak) continue;
    tokens.push({ start: from + start, end: from + at, word: read(token, place), sentence });
  }
}

/** Takes a text apart by wink-nlp. Any text is safe; a run of over 60 characters is no word. */
export function readText(text: string): ReadText {
  const tokens: Token[] = [];
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const sentence = (tokens[tokens.length - 1]?.sentence ?? -1) + 1;
    if (piece.length > longestRun && !/\s/u.test(piece)) {
      const end = index + piece.length;
      tokens.push({ start: index, end, word: unread, sentence });
    } else {
      readPiece(tokens, piece, index, sentence);
    }
  }
  return { text, tokens };
}

const unread = wordOf('other', '', '');
