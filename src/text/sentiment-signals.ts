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

const lexicalCount = 3;
const [praise, blame, net] = [0, 1, 2] as const;
const askedAs = ['open', 'strengths', 'problems'] as const;
const perQuestion = lexicalCount + cueNames.length + 1;
/** Every signal once in general and once for each kind of question. */
export const signalCount = perQuestion * (askedAs.length + 1);

const cuePlace = new Map(cueNames.map((name, at) => [name, lexicalCount + at]));
const always = perQuestion - 1;

/** A negator turns a word's valence round and weakens it: "not great" is less than "bad". */
const turned = -0.6;

/** The raw signals of one clause; sums, so that those of clauses add up to those of the text. */
export function readSignals(
  tokens: readonly Token[],
  clause: Clause,
  negation: readonly boolean[],
  lexicon: Lexicon,
): Signals {
  const signals = new Float64Array(perQuestion);
  const add = (place: number, value: number) => {
    signals[place] = (signals[place] ?? 0) + value;
  };
  tokens.slice(clause.from, clause.to).forEach(({ form }, at) => {
    const valence = (lexicon.get(form) ?? 0) * (negation[at] ? turned : 1);
    add(valence > 0 ? praise : blame, Math.abs(valence));
  });
  for (const { name } of findCues(tokens, clause)) add(cuePlace.get(name) ?? always, 1);
  return signals;
}

/** Adds up the signals of clauses and brings them to -1 to 1, spread over the kinds of question. */
export function combineSignals(parts: readonly Signals[], polarity: QuestionPolarity): Signals {
  const sums = new Float64Array(perQuestion);
  for (const part of parts) part.forEach((value, at) => (sums[at] = (sums[at] ?? 0) + value));
  const squashed = sums.map((value, at) =>
    at < lexicalCount ? Math.tanh(value / 4) : Math.min(1, value),
  );
  squashed[net] = Math.tanh(((sums[praise] ?? 0) - (sums[blame] ?? 0)) / 3);
  squashed[always] = 1;
  const all = new Float64Array(signalCount);
  all.set(squashed, 0);
  all.set(squashed, perQuestion * (1 + askedAs.indexOf(polarity)));
  return all;
}

/** What the signals say for each class of the model. */
export function signalScores(signals: Signals, weights: ArrayLike<number>): number[] {
  return [0, 1, 2].map((of) =>
    signals.reduce((sum, signal, at) => sum + signal * (weights[at * 3 + of] ?? 0), 0),
  );
}
