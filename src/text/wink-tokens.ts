import model from 'wink-eng-lite-web-model';
import winkNLP, { type Model, type WinkMethods } from 'wink-nlp';
import type { Span } from './sentiment-labels.js';
import { correctSpelling } from './spelling.js';
import { wordOf, type TokenKind, type Word } from './words.js';

/** One token as wink-nlp reads it, at `start` to `end` in UTF-16 units. */
export interface WinkToken extends Span {
  value: string;
  word: Word;
  /** Of the word's dictionary forms the one that its part of speech gives. */
  lemma: string;
  isBreak: boolean;
  /** Whether a sentence begins with it. */
  opens: boolean;
}

const kinds = new Map<string, TokenKind>([
  ['word', 'word'],
  ['number', 'number'],
  ['ordinal', 'number'],
  ['emoji', 'emoji'],
  ['emoticon', 'emoji'],
  ['punctuation', 'punctuation'],
]);

/** The parts of speech that a dictionary form depends on, in the order of a word's forms; then any other. */
const partsOfSpeech = ['ADJ', 'NOUN', 'VERB', 'X'];
const otherPart = partsOfSpeech.length - 1;

interface ModelWithLemmas extends Model {
  addons: { lemmatize(value: string, part: string, cache: unknown): string };
}

/** wink-nlp's model, but for a dictionary form that gives those of every part of speech in one. */
function modelOfAllLemmas(): Model {
  const { addons, ...parts } = model as ModelWithLemmas;
  const lemmatize: typeof addons.lemmatize = (value, _, cache) =>
    partsOfSpeech.map((part) => addons.lemmatize(value, part, cache)).join('\t');
  return { ...parts, addons: { ...addons, lemmatize } };
}

interface Wink extends WinkMethods {
  /** Words from this number on are in no dictionary of the model: it counts them up as it meets them. */
  firstUnknown: number;
}
let wink: Wink | undefined;

const numbersOf = ({ its, readDoc }: WinkMethods, text: string) =>
  readDoc(text).tokens().out(its.uniqueId) as unknown as number[];

function openWink(): Wink {
  const methods = winkNLP(modelOfAllLemmas(), ['sbd', 'pos']);
  const [firstUnknown = 0] = numbersOf(methods, 'qzxqjv');
  return { ...methods, firstUnknown };
}

/** Whether wink-nlp's dictionary has a lower-case word. It has some misspellings too ("recieve"), and not all words. */
export function isInDictionary(word: string): boolean {
  const { firstUnknown, ...methods } = (wink ??= openWink());
  return numbersOf(methods, word).every((number) => number < firstUnknown);
}

/** What never changes of a token that wink-nlp has met before, by its number of it. */
interface MetToken {
  value: string;
  kind: TokenKind;
  isBreak: boolean;
  word: Word | undefined;
}

/** Numbers beyond are of rare words, met late: they are read each time, which bounds the memory. */
const mostMet = 200_000;
const met = new Array<MetToken | undefined>(mostMet);

function lemmasOf(joined: string): string[] {
  const lemmas = joined.split('\t');
  return new Set(lemmas).size === 1 ? lemmas.slice(0, 1) : lemmas;
}

function lemmaFor({ lemmas }: Word, part: string): string {
  if (lemmas.length === 1) return lemmas[0] ?? '';
  const at = partsOfSpeech.indexOf(part);
  return lemmas[at < 0 ? otherPart : at] ?? '';
}

/** Takes a text apart by wink-nlp; where a token's own letters are not found, it is left out. */
export function winkTokens(text: string): WinkToken[] {
  wink ??= openWink();
  const { its } = wink;
  const document = wink.readDoc(text);
  const words = document.tokens();
  const ids = words.out(its.uniqueId) as unknown as number[];
  const speech: string[] = words.out(its.pos);
  const isOpened = words.out(its.contractionFlag) as unknown as boolean[];
  const sentences = document.sentences().out(its.span) as unknown as [number, number][];

  const meet = (at: number, id: number): MetToken => {
    const one = words.itemAt(at);
    const type: string = one.out(its.type);
    const isBreak = type === 'tabCRLF';
    const kind = kinds.get(type) ?? 'other';
    const token = { value: one.out(), kind, isBreak, word: undefined };
    if (id < mostMet) met[id] = token;
    return token;
  };
  const wordAt = (kind: TokenKind, at: number): Word => {
    const one = words.itemAt(at);
    const normal = one.out(its.normal);
    const form = correctSpelling(normal);
    if (form !== normal) return wordOf(kind, form, [form]);
    // Its declaration asks for one argument more than the others; before a comma "dont" has none.
    const lemmas: string | undefined = one.out(its.lemma as unknown as typeof its.normal);
    return wordOf(kind, form, lemmas === undefined ? [form] : lemmasOf(lemmas));
  };

  const tokens: WinkToken[] = [];
  let end = 0;
  let opening = 1;
  ids.forEach((id, at) => {
    const token = met[id] ?? meet(at, id);
    const opens = at > 0 && sentences[opening]?.[0] === at;
    if (opens) opening += 1;
    const { value, kind, isBreak } = token;
    // Of "dont..dont" wink-nlp makes a token without letters between the stops.
    const start = value === '' ? -1 : text.indexOf(value, end);
    if (start >= 0) end = start + value.length;
    // "'s" is opened as "is" or as "has": what a contraction gives is not the token's own.
    const word = isOpened[at] ? wordAt(kind, at) : (token.word ??= wordAt(kind, at));
    const lemma = lemmaFor(word, speech[at] ?? '');
    tokens.push({ start, end, value, word, lemma, isBreak, opens });
  });
  return tokens;
}
