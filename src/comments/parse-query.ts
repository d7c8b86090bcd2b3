import type { SearchQuery, SearchTerm } from '../db/full-text.js';
import { formatNumber } from '../http/formats.js';
import { choices } from './comment-filter.js';
import { nearWords } from './spellings.js';

/** One thing asked for, or not wanted, as it was typed; a comment must meet every part. */
export interface SearchPart {
  typed: string;
  excluded: boolean;
  /** Alternatives: what OR joined, and "wellbeing" beside "well-being". */
  terms: SearchTerm[];
}

/** A filter that was typed among the words, as in theme:food,"staff care" or -group:child. */
export interface TypedField {
  field: string;
  excluded: boolean;
  values: string[];
}

export interface ParsedSearch {
  parts: SearchPart[];
  fields: TypedField[];
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
  near: 'NEAR works only between two words, as in staff NEAR listen, or staff NEAR/3 listen for at most 3 words between them.',
  brackets: 'Brackets were left out: OR joins only the two words or phrases beside it.',
  nothing: 'There was nothing to search for. Type a word, or a “phrase in quotation marks”.',
} as const;

/** What FTS5's unicode61 tokenizer keeps: letters, numbers and private-use characters. */
const wordPattern = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu;
/** An exclusion's minus sign, then a filter, a phrase (perhaps unclosed) or a run without spaces. */
const piecePattern =
  /([-−–]?)(?:(?<field>[a-z]{3,20}):(?<values>(?:"[^"]*"?|[^\s",]+)(?:,(?:"[^"]*"?|[^\s",]+))*)|"(?<phrase>[^"]*)(?<close>"|$)|(?<run>[^\s"]+))/giu;
const fieldNames: ReadonlySet<string> = new Set(
  choices.map(({ key }) => key).filter((key) => key !== 'also'),
);
const knownNames = choices.map(({ key }) => ({ word: key, comments: 0 }));
/** The name of a filter with nothing to filter by. */
const blankField = new RegExp(`(?<!\\S)[-−–]?(${[...fieldNames].join('|')}):(?=\\s|$)`, 'iu');
/** Within a run, these hold a word together: don't, well-being, 3.5. */
const breakPattern = /[^\p{L}\p{N}\p{Co}\p{M}'’.@_*-]+/u;
const operators = new Set(['OR', '|', 'AND', '&', 'NOT']);
const nearPattern = /^NEAR(?:\/(\d{1,3}))?$/;
/** As FTS5 has it where no number is given. */
const usuallyApart = 10;
const isOperator = (run: string) => operators.has(run) || nearPattern.test(run);

type Piece = { operator: string } | { filter: TypedField } | SearchPart;

const wordsOf = (text: string): string[] => text.match(wordPattern) ?? [];

/** "well-being" is looked for as two words side by side, and as one. */
function termsOf(words: string[], match: 'stem' | 'prefix'): SearchTerm[] {
  const beside: SearchTerm = { words, match };
  return words.length > 1 ? [beside, { words: [words.join('')], match }] : [beside];
}

function readRun(run: string, excluded: boolean, advice: Set<string>): Piece[] {
  if (isOperator(run) && !excluded) return [{ operator: run }];
  return run.split(breakPattern).flatMap((text): Piece[] => {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const match = /[\p{L}\p{N}\p{M}\p{Co}]\*+$/u.test(text) ? 'prefix' : 'stem';
    if (text.replace(/\*+$/, '').includes('*')) advice.add(say.star);
    const core = text.replace(/^[^\p{L}\p{N}\p{Co}]+|[^\p{L}\p{N}\p{M}\p{Co}]+$/gu, '');
    // Written alone, OR would join: a word in capitals goes on being a word.
    const plain = isOperator(core) ? core.toLowerCase() : core;
    const typed = `${excluded ? '-' : ''}${plain}${match === 'prefix' ? '*' : ''}`;
    return [{ typed, excluded, terms: termsOf(words, match) }];
  });
}

/** "NEAR(staff listen, 3)", as search engines have it, is "staff NEAR/3 listen" here; for several words and phrases too. */
const nearInfix = (text: string) =>
  text.replace(
    /(?<=(?:^|\s)[-−–]?)NEAR\(([^()]*?)(?:,\s*(\d{1,3})\s*)?\)/gu,
    (whole, inside: string, apart = String(usuallyApart)) => {
      const items = inside.match(/"[^"]*"|[^\s",]+/gu) ?? [];
      return items.length > 1 ? items.join(` NEAR/${String(apart)} `) : whole;
    },
  );

const readValues = (text: string) =>
  [...text.matchAll(/"([^"]*)"?|[^",]+/gu)].map(([whole, quoted]) => (quoted ?? whole).trim());

/** What is no filter by its name, but perhaps was meant for one, is searched for as words. */
function adviseName(field: string, advice: Set<string>): void {
  const [near] = nearWords(field, knownNames);
  if (near)
    advice.add(`“${field}:” is not a filter, so it was searched for. Did you mean ${near}:?`);
}

function readPieces(text: string, advice: Set<string>): Piece[] {
  return [...nearInfix(text).matchAll(piecePattern)].flatMap(
    ({ 0: whole, 1: minus, groups = {} }): Piece[] => {
      const { field, values = '', phrase = '', close, run } = groups;
      const excluded = minus !== '';
      if (run !== undefined) return readRun(run, excluded, advice);
      if (field !== undefined) {
        if (!fieldNames.has(field.toLowerCase())) {
          adviseName(field, advice);
          return readRun(whole.replaceAll('"', ' '), excluded, advice);
        }
        return [{ filter: { field: field.toLowerCase(), excluded, values: readValues(values) } }];
      }
      if (close === '') advice.add(say.quote);
      const words = wordsOf(phrase);
      const typed = `${excluded ? '-' : ''}"${words.join(' ')}"`;
      return words.length > 0 ? [{ typed, excluded, terms: [{ words, match: 'exact' }] }] : [];
    },
  );
}

/** What of a part can stand near others, each one word or several side by side; nothing with alternatives. */
function nearItems(part: SearchPart | undefined): string[] | undefined {
  const [term] = part?.terms ?? [];
  if (!term || part?.excluded || part?.typed.includes(' OR ')) return undefined;
  return term.match === 'near' ? term.words : [term.words.join(' ')];
}

/** Makes one part of this and the last, whose words are to stand near each other; false where they cannot. */
function joinNear(last: SearchPart | undefined, part: SearchPart, operator: string): boolean {
  const [one, other] = [nearItems(last), nearItems(part)];
  if (!last || !one || !other) return false;
  const apart = Number(nearPattern.exec(operator)?.[1] ?? usuallyApart);
  last.terms = [{ words: [...one, ...other], match: 'near', apart }];
  last.typed += ` NEAR/${apart} ${part.typed}`;
  return true;
}

const isOr = (operator: string) => operator === 'OR' || operator === '|';

/** Adds a part to those before it; what to say where the operator had nothing to join. */
function addPart(parts: SearchPart[], part: SearchPart, operator: string): string | undefined {
  const last = parts[parts.length - 1];
  if (nearPattern.test(operator) && joinNear(last, part, operator)) return undefined;
  const joins = isOr(operator) && last !== undefined && !last.excluded && !part.excluded;
  if (joins) {
    last.typed += ` OR ${part.typed}`;
    last.terms.push(...part.terms);
  } else if (operator === 'NOT' && !part.excluded) {
    parts.push({ ...part, excluded: true, typed: `-${part.typed}` });
  } else parts.push({ ...part });
  return joins ? undefined : adviceFor(operator);
}

function adviceFor(operator: string): string | undefined {
  if (nearPattern.test(operator)) return say.near;
  return isOr(operator) ? say.or : undefined;
}

/** Works the operators in: each stands for the next part, and the last before a part counts. */
function combine(pieces: readonly Piece[], advice: Set<string>): SearchPart[] {
  const parts: SearchPart[] = [];
  let operator = '';
  for (const piece of pieces) {
    if ('filter' in piece) continue;
    if ('operator' in piece) {
      operator = piece.operator;
      continue;
    }
    const said = addPart(parts, piece, operator);
    if (said) advice.add(said);
    operator = '';
  }
  const said = adviceFor(operator);
  if (said) advice.add(said);
  return parts;
}

/** A search of nothing but operators is one for those words. */
const asWords = (pieces: readonly Piece[]): SearchPart[] =>
  pieces.flatMap((piece): SearchPart[] => {
    const words = 'operator' in piece ? wordsOf(piece.operator.toLowerCase()) : [];
    return words.map((word) => ({ typed: word, excluded: false, terms: termsOf([word], 'stem') }));
  });

/** What of the text as a whole could not be used. */
function adviseText(text: string, parts: readonly SearchPart[], advice: Set<string>): void {
  const blank = blankField.exec(text)?.[1];
  if (blank) advice.add(`Type what to filter by right after “${blank}:”, without a space.`);
  if (/[\p{S}\p{Extended_Pictographic}]/u.test(text.replace(/[|+<>=^`~\p{N}]/gu, ''))) {
    advice.add(say.symbols);
  }
  if (/[()]/.test(text) && parts.some((part) => part.typed.includes(' OR ')))
    advice.add(say.brackets);
}

/**
 * Reads a typed search: words (by stem), "exact phrases", begun*, -unwanted or NOT unwanted, this OR that,
 * one NEAR/5 other, and filters such as theme:food. Never fails: what it cannot use it leaves out and says so.
 */
export function parseSearch(typed: string): ParsedSearch {
  const advice = new Set<string>();
  const text = typed.normalize('NFC').replace(/[“”„‟«»]/g, '"');
  if (text.length > longestText) advice.add(say.long);
  const kept = text.slice(0, longestText);
  const pieces = readPieces(kept, advice);
  const fields = pieces.flatMap((piece) => ('filter' in piece ? [piece.filter] : []));
  const onlyOperators = pieces.every((piece) => !('terms' in piece));
  const parts = onlyOperators ? asWords(pieces) : combine(pieces, advice);
  adviseText(kept, parts, advice);
  if (parts.length > mostParts) advice.add(say.many);
  if (parts.length === 0 && fields.length === 0 && text.trim() !== '') advice.add(say.nothing);
  return { parts: parts.slice(0, mostParts), fields, advice: [...advice] };
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
