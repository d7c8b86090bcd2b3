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
const perQuestion = lexicalCount + cueNames.length + 1;
/** Every signal once in general and once for each kind of question. */
export const signalCount = perQuestion * (askedAs.length + 1);

const cuePlace = new Map(cueNames.map((name, at) => [name, lexicalCount + at]));
const always = perQuestion - 1;

/** "Not great" is less than "bad": how far a denied valence counts for the other side. */
const denied = 0.6;

/** The raw signals of one clause; sums, so that those of clauses add up to those of the text. */
export function readSignals(
  tokens: readonly Token[],
  clause: Clause,
  negation: readonly boolean[],
  lexicon: Lexicon,
): Signals {
  const signals = new Float64Array(perQuestion);
  const add = (at: number, value: number) => {
    signals[at] = (signals[at] ?? 0) + value;
  };
  tokens.slice(clause.from, clause.to).forEach(({ form }, at) => {
    const valence = lexicon.get(form) ?? 0;
    if (valence === 0) return;
    const [praise, blame] = negation[at]
      ? [place.deniedPraise, place.deniedBlame]
      : [place.praise, place.blame];
    add(valence > 0 ? praise : blame, Math.abs(valence));
    add(place.net, valence * (negation[at] ? -denied : 1));
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
  squashed[always] = 1;
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
  signals.forEach((signal, at) => {
    if (signal === 0) return;
    scores[0] += signal * (weights[at * 3] ?? 0);
    scores[1] += signal * (weights[at * 3 + 1] ?? 0);
    scores[2] += signal * (weights[at * 3 + 2] ?? 0);
  });
  return scores;
}

/** Whether a clause has a word of the lexicon. */
export const feels = (signals: Signals): boolean =>
  signals.subarray(0, lexicalCount).some((value) => value !== 0);
