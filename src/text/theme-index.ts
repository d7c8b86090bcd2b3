import type { Words } from './match-pattern.js';
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

/** A pattern with the numbers of the words that a text must have for it, whatever their order. */
interface NeedyPattern {
  pattern: Pattern;
  needs: readonly number[];
}

/** One pattern of a rule, in the order of the frame. */
export interface Entry extends NeedyPattern {
  at: number;
  theme: number;
  rule: ThemeRule;
  unless: readonly NeedyPattern[];
}

/** What the rules make of a word, whichever of its dictionary forms it has. */
interface MetWord {
  /** Numbers of the places of patterns that want it. */
  wantedBy: readonly number[];
  /** The entries whose pattern it can begin. */
  begins: readonly Entry[];
}

/** The rules of a frame, laid out by the words that they want. */
export interface ThemeIndex {
  themes: readonly ThemeRules[];
  meet: (word: Word) => MetWord;
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
  count: number;
}

const prefixKey = (word: string) => word.slice(0, 2);

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Gives each different word of patterns a number, always the same for the same word. */
function numberWords(): { wanted: WantedWords; numberOf: (word: PatternWord) => number } {
  const numbers = new Map<string, number>();
  const wanted: WantedWords = {
    byForm: new Map(),
    byLemma: new Map(),
    byPrefix: new Map(),
    count: 0,
  };
  return {
    wanted,
    numberOf({ lemmas, forms, prefixes }) {
      const key = JSON.stringify([[...lemmas].sort(), [...forms].sort(), [...prefixes].sort()]);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const number = wanted.count;
      wanted.count += 1;
      numbers.set(key, number);
      for (const form of forms) push(wanted.byForm, form, number);
      for (const lemma of lemmas) push(wanted.byLemma, lemma, number);
      for (const prefix of prefixes) push(wanted.byPrefix, prefixKey(prefix), { prefix, number });
      return number;
    },
  };
}

export function indexThemes(themes: readonly ThemeRules[]): ThemeIndex {
  const { wanted, numberOf } = numberWords();
  const needy = (pattern: Pattern): NeedyPattern => {
    const words = [...pattern.words, ...pattern.near.flatMap((near) => near.words)];
    return { pattern, needs: [...new Set(words.map(numberOf))] };
  };
  const entries: Entry[][] = [];
  let at = 0;
  themes.forEach(({ rules }, theme) => {
    for (const rule of rules) {
      const unless = rule.unless.map(needy);
      for (const pattern of rule.patterns) {
        const [first] = pattern.words;
        if (!first) continue;
        (entries[numberOf(first)] ??= []).push({ ...needy(pattern), at, theme, rule, unless });
        at += 1;
      }
    }
  });
  return {
    themes,
    meet: perWord((word) => meet(wanted, entries, word)),
    lastText: new Uint32Array(wanted.count),
    texts: 0,
  };
}

function meet(
  wanted: WantedWords,
  entries: readonly (readonly Entry[])[],
  { form, lemmas }: Word,
): MetWord {
  const begun = wanted.byPrefix.get(prefixKey(form)) ?? [];
  const wantedBy = new Set([
    ...(wanted.byForm.get(form) ?? []),
    ...lemmas.flatMap((lemma) => wanted.byLemma.get(lemma) ?? []),
    ...begun.flatMap(({ prefix, number }) => (form.startsWith(prefix) ? [number] : [])),
  ]);
  const begins = [...wantedBy].flatMap((number) => entries[number] ?? []);
  return { wantedBy: [...wantedBy], begins: begins.sort((one, other) => one.at - other.at) };
}

/**
 * What the rules have to look at in a text: the entries that each of its words can begin, and whether
 * all the words that a pattern needs are there, which few patterns pass. It holds until the next text.
 */
export function noteWords(index: ThemeIndex, words: Words) {
  const { lastText } = index;
  index.texts = (index.texts + 1) >>> 0;
  const text = index.texts;
  const begun = words.tokens.map(({ word }) => {
    const { wantedBy, begins } = index.meet(word);
    for (const number of wantedBy) lastText[number] = text;
    return begins;
  });
  const isThere = (needs: readonly number[]) => {
    for (const number of needs) if (lastText[number] !== text) return false;
    return true;
  };
  return { begun, isThere };
}
