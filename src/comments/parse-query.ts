import type { SearchQuery, SearchTerm } from '../db/full-text.js';
import { formatNumber } from '../http/formats.js';

/** One thing asked for, or not wanted, as it was typed; a comment must meet every part. */
export interface SearchPart {
  typed: string;
  excluded: boolean;
  /** Alternatives: what OR joined, and "wellbeing" beside "well-being". */
  terms: SearchTerm[];
}

export interface ParsedSearch {
  parts: SearchPart[];
  /** Sentences about what was typed but could not be used. */
  advice: string[];
}

/** Also the length of the search box; an address of emoji would else outgrow what servers accept. */
const longestText = 1000;
const mostParts = 30;

const say = {
  long: `Only the first ${formatNumber(longestText)} characters were searched for.`,
  many: `Only the first ${mostParts} words were searched for.`,
  quote: 'A quotation mark was left open, so everything after it was read as one phrase.',
  star: 'A star works only at the end of a word, as in restrain*.',
  symbols: 'Only letters and numbers can be searched for; symbols and emoji were left out.',
  or: 'OR works only between two words or phrases, as in mum OR dad.',
  near: 'NEAR is not understood. Put words in quotation marks to find them next to each other.',
  brackets: 'Brackets were left out: OR joins only the two words or phrases beside it.',
  nothing: 'There was nothing to search for. Type a word, or a “phrase in quotation marks”.',
} as const;

/** What FTS5's unicode61 tokenizer keeps: letters, numbers and private-use characters. */
const wordPattern = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu;
/** An exclusion's minus sign, then a phrase (perhaps unclosed) or a run without spaces. */
const piecePattern = /([-−–]?)(?:"([^"]*)("|$)|([^\s"]+))/gu;
/** Within a run, these hold a word together: don't, well-being, 3.5. */
const breakPattern = /[^\p{L}\p{N}\p{Co}\p{M}'’.@_*-]+/u;
const operators = new Set(['OR', '|', 'AND', '&', 'NOT', 'NEAR']);

type Piece = { operator: string } | SearchPart;

const wordsOf = (text: string): string[] => text.match(wordPattern) ?? [];

/** "well-being" is looked for as two words side by side, and as one. */
function termsOf(words: string[], match: SearchTerm['match']): SearchTerm[] {
  const beside: SearchTerm = { words, match };
  return words.length > 1 ? [beside, { words: [words.join('')], match }] : [beside];
}

function readRun(run: string, excluded: boolean, advice: Set<string>): Piece[] {
  if (operators.has(run) && !excluded) return [{ operator: run }];
  return run.split(breakPattern).flatMap((text): Piece[] => {
    if (text === 'NEAR' && text !== run) return [{ operator: text }];
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const match = /[\p{L}\p{N}\p{M}\p{Co}]\*+$/u.test(text) ? 'prefix' : 'stem';
    if (text.replace(/\*+$/, '').includes('*')) advice.add(say.star);
    const core = text.replace(/^[^\p{L}\p{N}\p{Co}]+|[^\p{L}\p{N}\p{M}\p{Co}]+$/gu, '');
    // Written alone, OR would join: a word in capitals goes on being a word.
    const plain = operators.has(core) ? core.toLowerCase() : core;
    const typed = `${excluded ? '-' : ''}${plain}${match === 'prefix' ? '*' : ''}`;
    return [{ typed, excluded, terms: termsOf(words, match) }];
  });
}

function readPieces(text: string, advice: Set<string>): Piece[] {
  return [...text.matchAll(piecePattern)].flatMap(([, minus, phrase, close, run]): Piece[] => {
    const excluded = minus !== '';
    if (run !== undefined) return readRun(run, excluded, advice);
    if (close === '') advice.add(say.quote);
    const words = wordsOf(phrase ?? '');
    const typed = `${excluded ? '-' : ''}"${words.join(' ')}"`;
    return words.length > 0 ? [{ typed, excluded, terms: [{ words, match: 'exact' }] }] : [];
  });
}

const isOr = (operator: string) => operator === 'OR' || operator === '|';

/** Adds a part to those before it; true where OR had nothing to join. */
function addPart(parts: SearchPart[], part: SearchPart, operator: string): boolean {
  const last = parts[parts.length - 1];
  const joins = isOr(operator) && last !== undefined && !last.excluded && !part.excluded;
  if (joins) {
    last.typed += ` OR ${part.typed}`;
    last.terms.push(...part.terms);
  } else if (operator === 'NOT' && !part.excluded) {
    parts.push({ ...part, excluded: true, typed: `-${part.typed}` });
  } else parts.push({ ...part });
  return isOr(operator) && !joins;
}

/** Works the operators in: each stands for the next part, and the last before a part counts. */
function combine(pieces: readonly Piece[], advice: Set<string>): SearchPart[] {
  const parts: SearchPart[] = [];
  let operator = '';
  for (const piece of pieces) {
    if ('operator' in piece) {
      operator = piece.operator;
      if (operator === 'NEAR') advice.add(say.near);
      continue;
    }
    if (addPart(parts, piece, operator)) advice.add(say.or);
    operator = '';
  }
  if (isOr(operator)) advice.add(say.or);
  return parts;
}

/** A search of nothing but operators is one for those words. */
const asWords = (pieces: readonly Piece[]): SearchPart[] =>
  pieces.flatMap((piece) => {
    const words = 'operator' in piece ? wordsOf(piece.operator.toLowerCase()) : [];
    const typed = words.join(' ');
    return words.length > 0 ? [{ typed, excluded: false, terms: termsOf(words, 'stem') }] : [];
  });

/**
 * Reads a typed search: words (by stem), "exact phrases", begun*, -unwanted or NOT unwanted, and
 * this OR that. Never fails: what it cannot use it leaves out and says so.
 */
export function parseSearch(typed: string): ParsedSearch {
  const advice = new Set<string>();
  const text = typed.normalize('NFC').replace(/[“”„‟«»]/g, '"');
  if (text.length > longestText) advice.add(say.long);
  const kept = text.slice(0, longestText);
  const pieces = readPieces(kept, advice);
  const onlyOperators = pieces.every((piece) => 'operator' in piece);
  const parts = onlyOperators ? asWords(pieces) : combine(pieces, advice);
  if (/[\p{S}\p{Extended_Pictographic}]/u.test(kept.replace(/[|+<>=^`~\p{N}]/gu, ''))) {
    advice.add(say.symbols);
  }
  if (/[()]/.test(kept) && parts.some((part) => part.typed.includes(' OR ')))
    advice.add(say.brackets);
  if (parts.length > mostParts) advice.add(say.many);
  if (parts.length === 0 && text.trim() !== '') advice.add(say.nothing);
  return { parts: parts.slice(0, mostParts), advice: [...advice] };
}

/** The query to run; undefined where nothing was asked for. */
export function toSearchQuery(parts: readonly SearchPart[]): SearchQuery | undefined {
  if (parts.length === 0) return undefined;
  return {
    all: parts.filter((part) => !part.excluded).map((part) => part.terms),
    none: parts.filter((part) => part.excluded).flatMap((part) => part.terms),
  };
}

/** The text that gives these parts again. */
export const typedText = (parts: readonly SearchPart[]) =>
  parts.map((part) => part.typed).join(' ');
