import { minimise, type Objective } from './minimise.js';
import type { Example } from './sentiment-examples.js';
import { classCount, softmax, type Probabilities } from './sentiment-model.js';

/** A weight for each class a feature, and as many a signal and a number of the meaning. */
export interface Fitted {
  weights: Float64Array;
  signalWeights: Float64Array;
  meaningWeights: Float64Array;
}

export interface FitSettings {
  rounds: number;
  /** How dear large weights are (L2), of features, and of signals and the meaning. */
  decay: number;
  signalDecay: number;
  /**
   * The share of an example's label that goes to all classes alike (Szegedy et al. 2016): people differ on
   * one label in eight, and a model that believes each of them is too sure. It is what makes a probability
   * of .8 right at least 8 times in 10.
   */
  smoothing: number;
}

export const usualFit: FitSettings = {
  rounds: 80,
  decay: 0.2,
  signalDecay: 0.3,
  smoothing: 0.05,
};

/** What a text's features say for each class, without and with its signals. */
function scoresOf(example: Example, point: Float64Array, from: number) {
  const { places, scale, letters, letterScale, signals, meaning } = example;
  const scores: Probabilities = [0, 0, 0, 0];
  const add = (cell: number, times: number) => {
    scores[0] += times * (point[cell] ?? 0);
    scores[1] += times * (point[cell + 1] ?? 0);
    scores[2] += times * (point[cell + 2] ?? 0);
    scores[3] += times * (point[cell + 3] ?? 0);
  };
  for (const place of places) add(place * classCount, scale);
  for (const place of letters) add(place * classCount, letterScale);
  signals.forEach((signal, at) => {
    if (signal !== 0) add(from + at * classCount, signal);
  });
  meaning.forEach((value, at) => add(from + (signals.length + at) * classCount, value));
  return scores;
}

function addSlope(
  { places, scale, letters, letterScale, signals, meaning }: Example,
  by: Readonly<Probabilities>,
  slope: Float64Array,
  from: number,
): void {
  const add = (cell: number, times: number) => {
    slope[cell] = (slope[cell] ?? 0) + by[0] * times;
    slope[cell + 1] = (slope[cell + 1] ?? 0) + by[1] * times;
    slope[cell + 2] = (slope[cell + 2] ?? 0) + by[2] * times;
    slope[cell + 3] = (slope[cell + 3] ?? 0) + by[3] * times;
  };
  for (const place of places) add(place * classCount, scale);
  for (const place of letters) add(place * classCount, letterScale);
  signals.forEach((signal, at) => {
    if (signal !== 0) add(from + at * classCount, signal);
  });
  meaning.forEach((value, at) => add(from + (signals.length + at) * classCount, value));
}

/**
 * Adds an example's slope and gives how surprised the weights are by its label (cross entropy). A label that
 * may mean several classes asks for their chances together, and does not say how they share them.
 */
function learnFrom(
  example: Example,
  { point, slope }: { point: Float64Array; slope: Float64Array },
  from: number,
  smoothing: number,
): number {
  const { targets, weight } = example;
  const chances = softmax(scoresOf(example, point, from));
  const together = chances.reduce((sum, chance, of) => sum + (targets[of] ? chance : 0), 0);
  let surprise = -(1 - smoothing) * Math.log(Math.max(together, tiny));
  const by = chances.map((chance, of) => {
    surprise -= (smoothing / classCount) * Math.log(Math.max(chance, tiny));
    const wanted = targets[of] ? (chance / Math.max(together, tiny)) * (1 - smoothing) : 0;
    return (chance - wanted - smoothing / classCount) * weight;
  }) as Probabilities;
  addSlope(example, by, slope, from);
  return surprise * weight;
}

const tiny = 1e-300;

/** A softmax regression with L2 decay: the same examples in the same order give the same weights. */
export function fitSoftmax(
  examples: readonly Example[],
  features: number,
  settings: FitSettings,
): Fitted {
  const { decay, signalDecay, smoothing, rounds } = settings;
  const from = features * classCount;
  const objective: Objective = (point, slope) => {
    let value = 0;
    for (let at = 0; at < point.length; at += 1) {
      const weight = point[at] ?? 0;
      const dear = at < from ? decay : signalDecay;
      value += (dear * weight * weight) / 2;
      slope[at] = dear * weight;
    }
    const at = { point, slope };
    for (const example of examples) value += learnFrom(example, at, from, smoothing);
    return value;
  };
  const [signals, meaning] = [examples[0]?.signals.length ?? 0, examples[0]?.meaning.length ?? 0];
  const meaningFrom = from + signals * classCount;
  const point = minimise(objective, meaningFrom + meaning * classCount, rounds);
  return {
    weights: point.subarray(0, from),
    signalWeights: point.subarray(from, meaningFrom),
    meaningWeights: point.subarray(meaningFrom),
  };
}
