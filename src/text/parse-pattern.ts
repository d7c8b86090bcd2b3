import { inflect } from './inflect.js';

/** What one place of a phrase accepts. */
export interface PatternWord {
  lemmas: ReadonlySet<string>;
  forms: ReadonlySet<string>;
  prefixes: readonly string[];
}

/** Words in a row, and rows of words that must be near: each at most `within` words from those before. */
export interface Pattern {
  source: string;
  words: PatternWord[];
  near: { within: number; words: PatternWord[] }[];
}

const alternative = /^(?:=?[\p{L}\p{N}]+|[\p{L}\p{N}]{2,}\*)$/u;

/** Thrown with a sentence that names what is wrong in the pattern; the caller adds where it stands. */
export class PatternFault extends Error {}

function parseWord(source: string): PatternWord {
  const lemmas = new Set<string>();
  const forms = new Set<string>();
  const prefixes: string[] = [];
  for (const part of source.toLowerCase().split('/')) {
    if (!alternative.test(part)) {
      throw new PatternFault(
        `“${source}” is no word. Write letters only, = before a word for that form alone, * after at least two letters, / between alternatives.`,
      );
    }
    if (part.endsWith('*')) prefixes.push(part.slice(0, -1));
    else if (part.startsWith('=')) forms.add(part.slice(1));
    else {
      lemmas.add(part);
      for (const form of inflect(part)) forms.add(form);
    }
  }
  return { lemmas, forms, prefixes };
}

const parseRow = (source: string): PatternWord[] =>
  source.trim().split(/\s+/).filter(Boolean).map(parseWord);

function parseNear(source: string): Pattern['near'][number] {
  const [, digits = '', others = ''] = /^(\d+)\s*(.*)$/u.exec(source) ?? [];
  const near = { within: Number(digits), words: parseRow(others) };
  if (near.words.length === 0 || near.within < 1 || near.within > 15) {
    throw new PatternFault(`“~${source}” needs a number from 1 to 15 and a word after it.`);
  }
  return near;
}

/**
 * Reads one pattern of a theme's rule:
 * `bully` any form of the word; `=caring` this form alone; `restrain*` any word that begins so;
 * `mum/dad` either; `social worker` in a row, articles and "my" between them aside;
 * `see ~4 mum/dad` at most 4 words apart, in either order, in one sentence.
 * @throws PatternFault
 */
export function parsePattern(source: string): Pattern {
  const [row = '', ...others] = source.split(/\s~/);
  const words = parseRow(row);
  if (words.length === 0) throw new PatternFault('It has no word.');
  return { source, words, near: others.map(parseNear) };
}
