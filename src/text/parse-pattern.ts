import { inflect } from './inflect.js';
import { rememberLast } from './remember-last.js';

/** What one place of a phrase accepts. */
export interface PatternWord {
  lemmas: ReadonlySet<string>;
  forms: ReadonlySet<string>;
  prefixes: readonly string[];
}

/** A row of words that must be near those before it: at most `within` words on, or also back. */
export interface NearRow {
  within: number;
  /** Whether it must come after them. */
  isAfter: boolean;
  words: readonly PatternWord[];
}

/** Words in a row, and the rows that must be near. */
export interface Pattern {
  /** As written, in lower case with single spaces: reads as the same pattern. */
  source: string;
  words: readonly PatternWord[];
  near: readonly NearRow[];
}

/** Thrown with a sentence that names what is wrong in the pattern; the caller adds where it stands. */
export class PatternFault extends Error {}

export const farthest = 15;
const alternative = /^(?:=?[\p{L}\p{N}&]+|[\p{L}\p{N}]{2,}\*)$/u;

/** What people write who do not know the signs yet, and what to write instead: the first that fits. */
const advice: [RegExp, (part: string) => string][] = [
  [/^=?$/u, () => 'There is a / or = without a word beside it: write mum/dad, or =caring.'],
  [
    /^.?\*$/u,
    (part) => `“${part}” would match too many words: write at least two letters before *.`,
  ],
  [/^=.*\*$/u, (part) => `“${part}” has = and *: one form alone, or any ending, not both.`],
  [
    /\*/u,
    (part) => `“${part}” has * in it: it can only stand at the end of a word, as in restrain*.`,
  ],
  [
    /["“”«»]/u,
    () => 'Leave out the quotation marks: words after each other are looked for in a row.',
  ],
  [
    /['’]/u,
    (part) =>
      `“${part}” has an apostrophe: write “do not” for “don't”, “mum” for “mum's”; comments are read so too.`,
  ],
  [/[~>]/u, (part) => `“${part}” has no space before ~ or >: write see ~4 mum.`],
  [
    /[,;|]/u,
    () => 'Write / between words of which any will do: mum/dad. A comma has no meaning here.',
  ],
  [
    /[-–—]/u,
    (part) => `“${part}” has a hyphen: write two words, life story. They match “life-story” too.`,
  ],
];

function refuseWord(part: string): never {
  const [, words] = advice.find(([fits]) => fits.test(part)) ?? [];
  throw new PatternFault(
    words?.(part) ??
      `“${part}” is no word. Write letters only, = before a word for that form alone, * after at least two letters, / between alternatives.`,
  );
}

/** Rules say the same word often: it is one object then, by which an index knows it. */
const readWord = rememberLast(20_000, parseWord);

function parseWord(source: string): PatternWord {
  const lemmas = new Set<string>();
  const forms = new Set<string>();
  const prefixes: string[] = [];
  for (const part of source.split('/')) {
    if (!alternative.test(part)) refuseWord(part);
    if (part.endsWith('*')) prefixes.push(part.slice(0, -1));
    else if (part.startsWith('=')) forms.add(part.slice(1));
    else {
      lemmas.add(part);
      for (const form of inflect(part)) forms.add(form);
    }
  }
  return { lemmas, forms, prefixes };
}

const parseRow = (source: string): PatternWord[] => source.split(' ').filter(Boolean).map(readWord);

function parseNear(source: string): NearRow {
  const [, sign = '', digits = '', others = ''] = /^([~>])(\d*) ?(.*)$/u.exec(source) ?? [];
  const within = Number(digits);
  if (digits === '' || within < 1 || within > farthest) {
    throw new PatternFault(
      `“${source}” needs a number from 1 to ${farthest} after ${sign}, for how many words on: see ${sign}4 mum.`,
    );
  }
  const words = parseRow(others);
  if (words.length === 0) throw new PatternFault(`“${source}” needs a word after it: see ~4 mum.`);
  return { within, isAfter: sign === '>', words };
}

/**
 * Reads one pattern of a theme's rule; `ruleLanguage` says what can be written. Many rules share their
 * exceptions: those are read once.
 * @throws PatternFault
 */
export const parsePattern: (source: string) => Pattern = rememberLast(20_000, readPattern);

function readPattern(source: string): Pattern {
  const written = source.toLowerCase().trim().replace(/\s+/gu, ' ');
  const [row = '', ...others] = ` ${written}`.split(/ (?=[~>])/u);
  const words = parseRow(row);
  if (words.length === 0) {
    throw new PatternFault(
      others.length > 0 ? `Write a word before “${others[0] ?? ''}”.` : 'Write a word to look for.',
    );
  }
  return { source: written, words, near: others.map(parseNear) };
}
