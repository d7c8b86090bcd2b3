import type { PatternOf } from './match-pattern.js';
import type { Pattern, PatternWord } from './parse-pattern.js';
import { perWord, type Word } from './words.js';

/** One rule of a theme: met by any of its patterns, unless an exception is in the same sentence. */
export interface ThemeRule {
  patterns: Pattern[];
  unless: Pattern[];
  /** Whether what a "not" governs counts: 'never', or nothing else ('only'). */
  negated?: 'never' | 'only';
  /** The rule holds only under questions that say one of these. */
  whenAsked: Pattern[];
  /** Whether it counts only in a comment in which nothing else of the frame is found. */
  isAlone?: boolean;
}

export interface ThemeRules {
  key: string;
  rules: ThemeRule[];
  /** Questions about the theme: whatever is said under them is too. */
  askedAbout: Pattern[];
}

/**
 * A pattern by the numbers of its words, with those that a text must have for it, the rarest first: for an
 * entry only those beside its first word, by which it is found.
 */
export interface NeedyPattern extends PatternOf<number> {
  needs: readonly number[];
}

/** One pattern of a rule. */
export interface Entry extends NeedyPattern {
  theme: number;
  rule: ThemeRule;
  exceptions: readonly NeedyPattern[];
  /** The rarest word that each of them needs. */
  exceptionNeeds: Uint32Array;
}

/** What the rules make of a word, whichever of its dictionary forms it has. */
export interface MetWord {
  /** The word as the rules read it: a slip is put right. */
  word: Word;
  /** Numbers of the places of patterns that want it. */
  wantedBy: readonly number[];
  /** Those of them for which it must have one of several dictionary forms. */
  unsure: readonly number[];
  /** The entries whose pattern it can begin, and the rarest word that each of them needs. */
  begins: readonly Entry[];
  needs: Uint32Array;
}

/** Corrects a word that a pattern would miss by its spelling; itself where it is well known. */
export type Respell = (word: Word) => Word;

/** The rules of a frame, laid out by the words that they want. */
export interface ThemeIndex {
  themes: readonly ThemeRules[];
  /** The different words of all patterns, by number. */
  words: readonly PatternWord[];
  /** Null for a token that is no word. */
  meet: (word: Word) => MetWord | null;
  /** By the number of each word that patterns want, the last text that had it. */
  lastText: Uint32Array;
  texts: number;
}

/** The different words of all patterns, each with a number. */
interface WantedWords {
  byForm: Map<string, number[]>;
  byLemma: Map<string, number[]>;
  /** Prefixes by their first two letters; no pattern has a shorter one. */
  byPrefix: Map<string, { prefix: string; number: number }[]>;
  words: PatternWord[];
}

const prefixKey = (word: string) => word.slice(0, 2);

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Has the number of "no need". */
const noWord: PatternWord = { lemmas: new Set(), forms: new Set(), prefixes: [] };

/** Gives each word of patterns a number. Those written alike are one object (see parsePattern). */
function numberWords(): { wanted: WantedWords; numberOf: (word: PatternWord) => number } {
  const numbers = new Map<PatternWord, number>();
  const wanted: WantedWords = {
    byForm: new Map(),
    byLemma: new Map(),
    byPrefix: new Map(),
    words: [noWord],
  };
  return {
    wanted,
    numberOf(word) {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      const number = wanted.words.push(word) - 1;
      numbers.set(word, number);
      for (const form of word.forms) push(wanted.byForm, form, number);
      for (const lemma of word.lemmas) push(wanted.byLemma, lemma, number);
      for (const prefix of word.prefixes) {
        push(wanted.byPrefix, prefixKey(prefix), { prefix, number });
      }
      return number;
    },
  };
}

/** A word with few ways to meet it is rarer, as far as can be told without a text. */
const waysToMeet = ({ lemmas, forms, prefixes }: PatternWord) =>
  lemmas.size + forms.size + 10 * prefixes.length;

/** Gives patterns their numbers, each once however many rules share it. */
function numberPatterns(numberOf: (word: PatternWord) => number) {
  const known = new Map<Pattern, NeedyPattern>();
  return (pattern: Pattern): NeedyPattern => {
    const found = known.get(pattern);
    if (found) return found;
    const all = [...pattern.words, ...pattern.near.flatMap((near) => near.words)];
    all.sort((one, other) => waysToMeet(one) - waysToMeet(other));
    const numbered = {
      words: pattern.words.map(numberOf),
      near: pattern.near.map((near) => ({ ...near, words: near.words.map(numberOf) })),
      needs: [...new Set(all.map(numberOf))],
    };
    known.set(pattern, numbered);
    return numbered;
  };
}

/** Lays out rules; `respell` puts slips right before words are looked for. */
export function indexThemes(
  themes: readonly ThemeRules[],
  respell: Respell = (word) => word,
): ThemeIndex {
  const { wanted, numberOf } = numberWords();
  const numbered = numberPatterns(numberOf);
  const entries: Entry[][] = [];
  themes.forEach(({ rules }, theme) => {
    for (const rule of rules) {
      const exceptions = rule.unless.map(numbered);
      const exceptionNeeds = rarestOf(exceptions);
      for (const pattern of rule.patterns.map(numbered)) {
        const [first] = pattern.words;
        if (first !== undefined) {
          const needs = pattern.needs.filter((number) => number !== first);
          const entry = { ...pattern, needs, theme, rule, exceptions, exceptionNeeds };
          (entries[first] ??= []).push(entry);
        }
      }
    }
  });
  return {
    themes,
    words: wanted.words,
    meet: perWord((word) => (isSaid(word) ? meet(wanted, entries, respell(word)) : null)),
    lastText: new Uint32Array(wanted.words.length),
    texts: 0,
  };
}

export const isSaid = ({ kind }: Word) => kind === 'word' || kind === 'number' || kind === 'emoji';

/** Stands for a word that every text has: the number of what needs none beside its first. */
export const noNeed = 0;

/** The rarest word that each pattern needs: side by side, so that many are looked at in no time. */
const rarestOf = (patterns: readonly NeedyPattern[]) =>
  Uint32Array.from(patterns, ({ needs }) => needs[0] ?? noNeed);

function meet(
  { byForm, byLemma, byPrefix, words }: WantedWords,
  entries: readonly (readonly Entry[])[],
  word: Word,
): MetWord {
  const { form, lemmas } = word;
  const begun = byPrefix.get(prefixKey(form)) ?? [];
  const sure = new Set([
    ...(byForm.get(form) ?? []),
    ...begun.flatMap(({ prefix, number }) => (form.startsWith(prefix) ? [number] : [])),
  ]);
  const byLemmas = new Set(lemmas.flatMap((lemma) => byLemma.get(lemma) ?? []));
  const unsure = [...byLemmas].filter(
    (number) => !sure.has(number) && !lemmas.every((lemma) => words[number]?.lemmas.has(lemma)),
  );
  const wantedBy = [...new Set([...sure, ...byLemmas])];
  const begins = wantedBy.flatMap((number) => entries[number] ?? []);
  return { word, wantedBy, unsure, begins, needs: rarestOf(begins) };
}
