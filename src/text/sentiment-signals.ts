import type { Clause } from './clauses.js';
import type { QuestionPolarity } from './question-polarity.js';
import type { Token } from './read-text.js';
import { cueNames, findCues } from './sentiment-cues.js';

/**
 * A few strong signals of a text beside its many n-grams: how its words stand in a lexicon, and
 * turns of phrase such as wishes. Kept apart because among hundreds of n-grams they would drown.
 */
export type Signals = Float64Array;

/** Valence of words, -5 to 5, as AFINN gives it. */
export type Lexicon = ReadonlyMap<string, number>;

/** Places of the signals of the lexicon; what a negator governs is counted by itself. */
const place = { praise: 0, blame: 1, deniedPraise: 2, deniedBlame: 3, net: 4 } as const;
const lexicalCount = Object.keys(place).length;
const askedAs = ['open', 'strengths', 'problems'] as const;
/** After the lexicon and the cues: whether the text merely names something, and a constant. */
const bare = lexicalCount + cueNames.length;
const always = bare + 1;
const perQuestion = always + 1;
/** Every signal once in general and once for each kind of question. */
export const signalCount = perQuestion * (askedAs.length + 1);

const cuePlace = new Map(cueNames.map((name, at) => [name, lexicalCount + at]));

/** "My room", "more trips": so few words, none of them felt, lean wholly on their question. */
const mostBareWords = 4;

/** "Not great" is less than "bad": how far a denied valence counts for the other side. */
const denied = 0.6;

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
  lexicon: Lexicon,
): Signals {
  const signals = new Float64Array(perQuestion);
  for (let at = clause.from; at < clause.to; at += 1) {
    const valence = lexicon.get(tokens[at]?.form ?? '') ?? 0;
    if (valence !== 0) addValence(signals, valence, negation[at - clause.from] ?? false);
  }
  for (const { name } of findCues(tokens, clause)) add(signals, cuePlace.get(name) ?? always, 1);
  add(signals, always, clause.to - clause.from);
  return signals;
}

function addUp(parts: readonly Signals[]): Signals {
  const sums = new Float64Array(perQuestion);
  for (const part of parts) {
    for (let at = 0; at < perQuestion; at += 1) add(sums, at, part[at] ?? 0);
  }
  return sums;
}

/** Adds up the signals of clauses and brings them to -1 to 1. */
function squash(parts: readonly Signals[]): Signals {
  const sums = addUp(parts);
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

/** The signals of a text from those of its clauses, spread over the kinds of question. */
export function combineSignals(parts: readonly Signals[], polarity: QuestionPolarity): Signals {
  const squashed = squash(parts);
  const all = new Float64Array(signalCount);
  all.set(squashed, 0);
  all.set(squashed, perQuestion * (1 + askedAs.indexOf(polarity)));
  return all;
}

/** What the signals say for each class of the model. */
export function signalScores(
  signals: Signals,
  weights: ArrayLike<number>,
): [number, number, number] {
  const scores: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < signals.length; at += 1) {
    const signal = signals[at] ?? 0;
    if (signal === 0) continue;
    scores[0] += signal * (weights[at * 3] ?? 0);
    scores[1] += signal * (weights[at * 3 + 1] ?? 0);
    scores[2] += signal * (weights[at * 3 + 2] ?? 0);
  }
  return scores;
}

/** Whether a clause has a word of the lexicon. */
export function feels(signals: Signals): boolean {
  for (let at = 0; at < lexicalCount; at += 1) if (signals[at] !== 0) return true;
  return false;
}
