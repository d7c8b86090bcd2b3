import { minimise, type Objective } from './minimise.js';
import type { Example } from './sentiment-examples.js';

/** Three weights a feature, then three a signal. */
export interface Fitted {
  weights: Float64Array;
  signalWeights: Float64Array;
}

export interface FitSettings {
  rounds: number;
  /** How dear large weights are (L2), of features and of signals. */
  decay: number;
  signalDecay: number;
  /**
   * The share of an example's label that goes to all classes alike (Szegedy et al. 2016): people differ on
   * one label in eight, and a model that believes each of them is too sure.
   */
  smoothing: number;
}

export const usualFit: FitSettings = {
  rounds: 80,
  decay: 0.2,
  signalDecay: 0.3,
  smoothing: 0.05,
};

type Three = [number, number, number];

function scoresOf({ places, scale, signals }: Example, point: Float64Array, from: number): Three {
  let [one, two, three] = [0, 0, 0];
  for (const place of places) {
    const cell = place * 3;
    one += point[cell] ?? 0;
    two += point[cell + 1] ?? 0;
    three += point[cell + 2] ?? 0;
  }
  [one, two, three] = [one * scale, two * scale, three * scale];
  for (let at = 0; at < signals.length; at += 1) {
    const signal = signals[at] ?? 0;
    if (signal === 0) continue;
    const cell = from + at * 3;
    one += signal * (point[cell] ?? 0);
    two += signal * (point[cell + 1] ?? 0);
    three += signal * (point[cell + 2] ?? 0);
  }
  return [one, two, three];
}

function addSlope(
  { places, scale, signals }: Example,
  [one, two, three]: Three,
  slope: Float64Array,
  from: number,
): void {
  for (const place of places) {
    const cell = place * 3;
    slope[cell] = (slope[cell] ?? 0) + one * scale;
    slope[cell + 1] = (slope[cell + 1] ?? 0) + two * scale;
    slope[cell + 2] = (slope[cell + 2] ?? 0) + three * scale;
  }
  for (let at = 0; at < signals.length; at += 1) {
    const signal = signals[at] ?? 0;
    if (signal === 0) continue;
    const cell = from + at * 3;
    slope[cell] = (slope[cell] ?? 0) + one * signal;
    slope[cell + 1] = (slope[cell + 1] ?? 0) + two * signal;
    slope[cell + 2] = (slope[cell + 2] ?? 0) + three * signal;
  }
}

/** Adds an example's slope and gives how surprised the weights are by its label (cross entropy). */
function learnFrom(
  example: Example,
  point: Float64Array,
  slope: Float64Array,
  from: number,
  smoothing: number,
): number {
  const scores = scoresOf(example, point, from);
  const most = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  const logTotal = most + Math.log(total);
  let surprise = 0;
  const by = scores.map((score, of) => {
    const wanted = (of === example.target ? 1 - smoothing : 0) + smoothing / 3;
    surprise -= wanted * (score - logTotal) * example.weight;
    return (Math.exp(score - logTotal) - wanted) * example.weight;
  }) as Three;
  addSlope(example, by, slope, from);
  return surprise;
}

/** A softmax regression with L2 decay: the same examples in the same order give the same weights. */
export function fitSoftmax(
  examples: readonly Example[],
  features: number,
  settings: FitSettings,
): Fitted {
  const { decay, signalDecay, smoothing, rounds } = settings;
  const from = features * 3;
  const objective: Objective = (point, slope) => {
    let value = 0;
    for (let at = 0; at < point.length; at += 1) {
      const weight = point[at] ?? 0;
      const dear = at < from ? decay : signalDecay;
      value += (dear * weight * weight) / 2;
      slope[at] = dear * weight;
    }
    for (const example of examples) value += learnFrom(example, point, slope, from, smoothing);
    return value;
  };
  const point = minimise(objective, from + (examples[0]?.signals.length ?? 0) * 3, rounds);
  return { weights: point.subarray(0, from), signalWeights: point.subarray(from) };
}
