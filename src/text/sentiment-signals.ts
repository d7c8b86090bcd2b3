import type { Clause } from './clauses.js';
import type { QuestionPolarity } from './question-polarity.js';
import { cueNames, findCues } from './sentiment-cues.js';
import { perWord, type Token, type Word } from './words.js';

/**
 * A few strong signals of a text beside its many n-grams: how its words stand in a lexicon, and
 * turns of phrase such as wishes. Kept apart because among hundreds of n-grams they would drown.
 */
export type Signals = number[];

/** Valence of a word, -5 to 5, as AFINN gives it; 0 for one that is in no lexicon. */
export type ValenceOf = (word: Word) => number;

export function valencesFrom(lexicon: Readonly<Record<string, number>>): ValenceOf {
  const valences = new Map(Object.entries(lexicon));
  return perWord(({ form }) => valences.get(form) ?? 0);
}

/** Places of the signals of the lexicon; what a negator governs is counted by itself. */
const place = { praise: 0, blame: 1, deniedPraise: 2, deniedBlame: 3, net: 4, both: 5 } as const;
const lexicalCount = Object.keys(place).length;
const askedAs: readonly QuestionPolarity[] = ['strengths', 'problems'];
/** After the lexicon and the cues: whether there is a "but", whether the text merely names something, and a constant. */
const contrast = lexicalCount + cueNames.length;
const bare = contrast + 1;
const always = bare + 1;
const perQuestion = always + 1;
/** Every signal once in general and once for each kind of question that leans to one side. */
export const signalCount = perQuestion * (askedAs.length + 1);

const cuePlace = new Map(cueNames.map((name, at) => [name, lexicalCount + at]));

/** "My room", "more trips": so few words, none of them felt, lean wholly on their question. */
const mostBareWords = 4;

/** "Not great" is less than "bad": how far a denied valence counts for the other side. */
const denied = 0.6;

const noSignals = (): Signals => new Array<number>(perQuestion).fill(0);

function add(signals: Signals, at: number, value: number): void {
  signals[at] = (signals[at] ?? 0) + value;
}

function addValence(signals: Signals, valence: number, isDenied: boolean): void {
  const [praise, blame] = isDenied
    ? [place.deniedPraise, place.deniedBlame]
    : [place.praise, place.blame];
  add(signals, valence > 0 ? praise : blame, Math.abs(valence));
  add(signals, place.net, valence * (isDenied ? -denied : 1));
}

/** The raw signals of one clause, with its length in the last place; sums, so that those of clauses add up to those of the text. */
export function readSignals(
  tokens: readonly Token[],
  clause: Clause,
  negation: readonly boolean[],
  valenceOf: ValenceOf,
): Signals {
  const signals = noSignals();
  for (let at = clause.from; at < clause.to; at += 1) {
    const token = tokens[at];
    const valence = token ? valenceOf(token.word) : 0;
    if (valence !== 0) addValence(signals, valence, negation[at - clause.from] ?? false);
  }
  for (const { name } of findCues(tokens, clause)) add(signals, cuePlace.get(name) ?? always, 1);
  if (clause.contrast) add(signals, contrast, 1);
  add(signals, always, clause.to - clause.from);
  return signals;
}

function addUp(parts: readonly Signals[]): Signals {
  const sums = noSignals();
  for (const part of parts) {
    for (let at = 0; at < perQuestion; at += 1) add(sums, at, part[at] ?? 0);
  }
  return sums;
}

/** How much there is of whichever side has less. */
function bothSides(sums: Signals): number {
  const sumOf = (one: number, other: number) => (sums[one] ?? 0) + (sums[other] ?? 0);
  return Math.min(sumOf(place.praise, place.deniedBlame), sumOf(place.blame, place.deniedPraise));
}

/** Adds up the signals of clauses and brings them to -1 to 1. */
function squash(parts: readonly Signals[]): Signals {
  const sums = addUp(parts);
  sums[place.both] = bothSides(sums);
  let isBare = (sums[always] ?? 0) <= mostBareWords;
  for (let at = 0; at < always; at += 1) {
    const value = sums[at] ?? 0;
    if (value === 0) continue;
    if (at < bare) isBare = false;
    sums[at] = at < lexicalCount ? Math.tanh(value / 4) : Math.min(1, value);
  }
  sums[bare] = isBare ? 1 : 0;
  sums[always] = 1;
  return sums;
}

/** The signals of a text; those that count once more for its kind of question do so from `asked` on; -1 where none do. */
export interface TextSignals {
  once: Signals;
  asked: number;
}

/** The signals of a text from those of its clauses. */
export const combineSignals = (
  parts: readonly Signals[],
  polarity: QuestionPolarity,
): TextSignals => ({
  once: squash(parts),
  asked: askedAs.includes(polarity) ? perQuestion * (1 + askedAs.indexOf(polarity)) : -1,
});

/** Every signal in its place, as the weights are laid out. */
export function spreadSignals({ once, asked }: TextSignals): Float64Array {
  const all = new Float64Array(signalCount);
  all.set(once, 0);
  if (asked >= 0) all.set(once, asked);
  return all;
}

/** What the signals say for each class of the model. */
export function signalScores(
  { once, asked }: TextSignals,
  weights: ArrayLike<number>,
): [number, number, number, number] {
  const scores: [number, number, number, number] = [0, 0, 0, 0];
  for (const from of [0, asked]) {
    if (from < 0) continue;
    for (let at = 0; at < perQuestion; at += 1) {
      const signal = once[at] ?? 0;
      if (signal === 0) continue;
      const cell = (from + at) * 4;
      scores[0] += signal * (weights[cell] ?? 0);
      scores[1] += signal * (weights[cell + 1] ?? 0);
      scores[2] += signal * (weights[cell + 2] ?? 0);
      scores[3] += signal * (weights[cell + 3] ?? 0);
    }
  }
  return scores;
}

/** Whether a clause has a word of the lexicon. */
export function feels(signals: Signals): boolean {
  for (let at = 0; at < lexicalCount; at += 1) if (signals[at] !== 0) return true;
  return false;
}
