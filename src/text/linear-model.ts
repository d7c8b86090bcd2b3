import { randomNumbers, shuffle } from './random.js';

/** Places and values of the features that an example has; the same length. */
export interface SparseVector {
  places: Int32Array;
  values: Float64Array;
}

export interface LinearExample {
  vector: SparseVector;
  /** Whether it belongs to the class. */
  belongs: boolean;
}

/** Weights by place, and what is added to every score. */
export interface LinearModel {
  weights: Float64Array | Float32Array;
  bias: number;
}

interface Settings {
  /** How dear a wrong example is against large weights. */
  cost: number;
  /** How much dearer one that belongs, as those are few. */
  costOfMissing: number;
  rounds: number;
}

const usual: Settings = { cost: 0.5, costOfMissing: 2, rounds: 20 };

export function scoreOf({ weights, bias }: LinearModel, { places, values }: SparseVector): number {
  let score = bias;
  for (let at = 0; at < places.length; at += 1) {
    score += (weights[places[at] ?? 0] ?? 0) * (values[at] ?? 0);
  }
  return score;
}

/**
 * A linear support vector machine with squared hinge loss, by dual coordinate descent (Hsieh, Chang, Lin,
 * Keerthi and Sundararajan 2008, algorithm 1). Scores above 0 speak for the class; the same examples in the
 * same order give the same weights.
 */
export function trainLinear(
  examples: readonly LinearExample[],
  features: number,
  changes: Partial<Settings> = {},
): LinearModel {
  const { cost, costOfMissing, rounds } = { ...usual, ...changes };
  const model = { weights: new Float64Array(features), bias: 0 };
  const steps = examples.map(({ vector, belongs }) => {
    const slack = 1 / (2 * cost * (belongs ? costOfMissing : 1));
    const length = vector.values.reduce((sum, value) => sum + value * value, 1);
    return { vector, sign: belongs ? 1 : -1, slack, diagonal: length + slack, alpha: 0 };
  });
  const random = randomNumbers(20130501);
  for (let round = 0; round < rounds; round += 1) {
    shuffle(steps, random);
    for (const step of steps) {
      const { vector, sign, slack, diagonal, alpha } = step;
      const gradient = sign * scoreOf(model, vector) - 1 + slack * alpha;
      step.alpha = Math.max(0, alpha - gradient / diagonal);
      addTo(model, vector, (step.alpha - alpha) * sign);
    }
  }
  return model;
}

function addTo(model: LinearModel, { places, values }: SparseVector, by: number): void {
  if (by === 0) return;
  model.bias += by;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    model.weights[place] = (model.weights[place] ?? 0) + by * (values[at] ?? 0);
  }
}
