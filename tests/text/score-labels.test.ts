import { describe, expect, test } from '@jest/globals';
import { scoreLabels, scoreLabelSets } from '../../src/text/score-labels.js';

describe('scoring one label a text', () => {
  // By hand: of p p p n n u, found p p n n p n.
  const scores = scoreLabels(['p', 'p', 'p', 'n', 'n', 'u'], ['p', 'p', 'n', 'n', 'p', 'n']);

  test('counts what was found rightly', () => {
    expect(scores.count).toBe(6);
    expect(scores.accuracy).toBeCloseTo(3 / 6);
    const [n, p, u] = scores.labels;
    expect(p).toMatchObject({ label: 'p', support: 3 });
    expect(p?.precision).toBeCloseTo(2 / 3);
    expect(p?.recall).toBeCloseTo(2 / 3);
    expect(n?.precision).toBeCloseTo(1 / 3);
    expect(n?.recall).toBeCloseTo(1 / 2);
    expect(n?.f1).toBeCloseTo(0.4);
    expect(u?.precision).toBeNaN();
    expect(u).toMatchObject({ recall: 0, f1: 0 });
  });

  test('takes the mean of F1 over the labels in the truth', () => {
    expect(scores.macroF1).toBeCloseTo((2 / 3 + 0.4 + 0) / 3);
  });
});

describe('scoring several labels a text', () => {
  // By hand: pairs there ab, b, -, c; found a, bc, a, c: 3 hits of 4 there, of 5 found.
  const { micro, macro, labels } = scoreLabelSets(
    [['a', 'b'], ['b'], [], ['c']],
    [['a'], ['b', 'c'], ['a'], ['c', 'c']],
  );

  test('counts pairs for micro', () => {
    expect(micro.precision).toBeCloseTo(3 / 5);
    expect(micro.recall).toBeCloseTo(3 / 4);
    expect(micro.f1).toBeCloseTo(6 / 9);
    expect(micro.support).toBe(4);
  });

  test('takes the mean over labels for macro', () => {
    // a 1/2 and 1, b 1 and 1/2, c 1/2 and 1; each F1 is 2/3.
    expect(macro.precision).toBeCloseTo(2 / 3);
    expect(macro.recall).toBeCloseTo(5 / 6);
    expect(macro.f1).toBeCloseTo(2 / 3);
    expect(labels.map(({ label }) => label)).toEqual(['b', 'a', 'c']);
  });
});
