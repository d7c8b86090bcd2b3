import { expect, test } from '@jest/globals';
import {
  agreement,
  crossValidated,
  decides,
  suggests,
  wayOf,
  type Judged,
} from '../../src/text/theme-thresholds.js';

const judged = (chance: number, belongs: boolean, byRule = false, fold = 0): Judged => ({
  chance,
  belongs,
  byRule,
  fold,
});
const comments = [
  judged(0.9, true),
  judged(0.8, true),
  judged(0.7, false),
  judged(0.6, false),
  judged(0.5, true),
  judged(0.2, false),
];

test('agreement is the mean of precision and recall that van Rijsbergen gives', () => {
  // F1 of 1/2 and 1 is 2/3; F2 of the same is 5 × 1/2 / (4 × 1/2 + 1) = 5/6.
  const fit = { precision: 0.5, recall: 1, f1: 2 / 3 };
  expect(agreement(fit, 1)).toBeCloseTo(2 / 3, 12);
  expect(agreement(fit, 2)).toBeCloseTo(5 / 6, 12);
});

test('the threshold is where tags agree best with people: with more weight on recall a lower one', () => {
  // By F1: above .75 two of three are found and none is wrong (.8); above .35 all three, two wrong (.75).
  expect(wayOf(comments, decides, 1).threshold).toBeCloseTo(0.75, 12);
  // By F2 the first is 5 × 2/3 / (4 + 2/3) = .714, the second 5 × 3/5 / (4 × 3/5 + 1) = .882.
  expect(wayOf(comments, decides, 2).threshold).toBeCloseTo(0.35, 12);
});

test('what rules find counts once, whatever its chance, where things are only added', () => {
  const withRules = [
    judged(0.9, false, true),
    judged(0.6, true),
    ...[0.5, 0.45, 0.4].map((chance) => judged(chance, false)),
    judged(0.3, true),
  ];
  // Above .55 the rule's and one more are found, one of them right, of two: .5; above .2 six, two right: .5 again.
  expect(wayOf(withRules, suggests, 1).threshold).toBeCloseTo(0.55, 12);
});

test('each comment is decided by the threshold of the other folds', () => {
  // Fold 1 alone would have .35, fold 0 alone .75: with them exchanged each finds what the other would not.
  const folds = [
    ...[judged(0.9, true), judged(0.6, false)],
    ...[judged(0.9, true, false, 1), judged(0.5, true, false, 1), judged(0.2, false, false, 1)],
  ];
  // Fold 1 is decided from .75 on: .9 is found and .5 missed. Fold 0 from .35 on: .9 found, and .6 wrongly.
  const fit = crossValidated(folds, wayOf(folds, decides, 1));
  expect(fit.precision).toBeCloseTo(2 / 3, 12);
  expect(fit.recall).toBeCloseTo(2 / 3, 12);
});
