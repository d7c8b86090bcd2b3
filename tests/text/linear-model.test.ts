import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { projectPath } from '../../src/paths.js';
import { scoreOf, trainLinear } from '../../src/text/linear-model.js';
import { fitCalibration, probabilityOf } from '../../src/text/platt.js';

interface Case {
  cost: number;
  costOfMissing: number;
  examples: number[][];
  belongs: boolean[];
  weights: number[];
  bias: number;
  scores: number[];
  slope: number;
  offset: number;
}

/** By scikit-learn and scipy: linear-model.py. */
const cases = JSON.parse(
  readFileSync(projectPath('tests/text/linear-model.json'), 'utf8'),
) as Case[];

const vectorFrom = (cells: readonly number[]) => {
  const places = cells.flatMap((cell, place) => (cell === 0 ? [] : [place]));
  const values = places.map((place) => cells[place] ?? 0);
  return { places: Int32Array.from(places), values: Float64Array.from(values) };
};
const examplesOf = ({ examples, belongs }: Pick<Case, 'examples' | 'belongs'>) =>
  examples.map((cells, at) => ({ vector: vectorFrom(cells), belongs: belongs[at] ?? false }));

describe.each(cases)(
  'a linear machine at cost $cost, $costOfMissing for one that is missed',
  (one) => {
    const settings = { cost: one.cost, costOfMissing: one.costOfMissing, rounds: 3000 };

    test('has the weights that scikit-learn finds', () => {
      const { weights, bias } = trainLinear(examplesOf(one), 6, settings);
      [...weights, bias].forEach((weight, at) =>
        expect(weight).toBeCloseTo([...one.weights, one.bias][at] ?? NaN, 5),
      );
    });

    test('gets the probabilities that scipy fits', () => {
      const { slope, offset } = fitCalibration(one.scores, one.belongs);
      expect(slope).toBeCloseTo(one.slope, 4);
      expect(offset).toBeCloseTo(one.offset, 4);
    });
  },
);

test('the same examples give the same weights', () => {
  const cells = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), {
    minLength: 3,
    maxLength: 3,
  });
  const examples = fc.array(fc.record({ cells, belongs: fc.boolean() }), { maxLength: 20 });
  fc.assert(
    fc.property(examples, (given) => {
      const made = given.map(({ cells: one, belongs }) => ({ vector: vectorFrom(one), belongs }));
      const [first, second] = [trainLinear(made, 3), trainLinear(made, 3)];
      expect(second).toEqual(first);
      for (const { vector } of made) expect(Number.isFinite(scoreOf(first, vector))).toBe(true);
    }),
  );
});

test('a calibration never leaves 0 to 1, whatever the scores', () => {
  const judged = fc.record({
    score: fc.double({ min: -50, max: 50, noNaN: true }),
    belongs: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(judged), (all) => {
      const fitted = fitCalibration(
        all.map(({ score }) => score),
        all.map(({ belongs }) => belongs),
      );
      for (const score of [-1000, -1, 0, 1, 1000]) {
        const chance = probabilityOf(fitted, score);
        expect(chance >= 0 && chance <= 1).toBe(true);
      }
    }),
  );
});
