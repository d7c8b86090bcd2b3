import type { Fit } from './theme-learning.js';

export const folds = 5;
/** Under it hardly one suggestion in ten would be right. */
const leastChance = 0.1;
/** No chance reaches it. */
const never = 2;

export interface Judged {
  /** How likely it belongs, by a model that has not seen the comment. */
  chance: number;
  fold: number;
  belongs: boolean;
  byRule: boolean;
}

type Decide = (comment: Judged, threshold: number) => boolean;
/** The rules' tags and what is added. */
export const suggests: Decide = ({ byRule, chance }, threshold) => byRule || chance >= threshold;
/** What is likely alone, by a rule or not. */
export const decides: Decide = ({ chance }, threshold) => chance >= threshold;

export function fitOf(judged: readonly Judged[], isFound: (comment: Judged) => boolean): Fit {
  let [hits, found, there] = [0, 0, 0];
  for (const one of judged) {
    const claimed = isFound(one);
    if (claimed) found += 1;
    if (one.belongs) there += 1;
    if (claimed && one.belongs) hits += 1;
  }
  return fitFrom(hits, found, there);
}

const fitFrom = (hits: number, found: number, there: number): Fit => ({
  precision: hits / (found || 1),
  recall: hits / (there || 1),
  f1: (2 * hits) / (found + there || 1),
});

/** How well tags agree with people's where recall counts `recallWeight` times as much as precision (van Rijsbergen 1979). */
export const agreement = ({ precision, recall }: Fit, recallWeight: number): number => {
  const square = recallWeight ** 2;
  return ((1 + square) * precision * recall) / (square * precision + recall || 1);
};

/**
 * The threshold under which comments agree best with people, all themes together: halfway between two of
 * their chances. One for each theme would fit the chance of few comments.
 */
function bestThreshold(judged: readonly Judged[], decide: Decide, recallWeight: number): number {
  const tried = judged
    .filter((one) => one.chance >= leastChance && !decide(one, never))
    .sort((left, right) => right.chance - left.chance);
  const always = judged.filter((one) => decide(one, never));
  let found = always.length;
  let hits = always.filter(({ belongs }) => belongs).length;
  const there = judged.filter(({ belongs }) => belongs).length;
  const agreed = () => agreement(fitFrom(hits, found, there), recallWeight);
  let best = { threshold: never, agreed: agreed() };
  tried.forEach((one, at) => {
    found += 1;
    if (one.belongs) hits += 1;
    const next = tried[at + 1]?.chance ?? leastChance;
    if (agreed() > best.agreed) best = { threshold: (one.chance + next) / 2, agreed: agreed() };
  });
  return best.threshold;
}

/** A way of using what is learned: from which chance on, and by fold from which the other folds would have it. */
export interface Way {
  decide: Decide;
  threshold: number;
  ofFolds: readonly number[];
}

export function wayOf(judged: readonly Judged[], decide: Decide, recallWeight: number): Way {
  const ofFolds = Array.from({ length: folds }, (_, fold) => {
    const others = judged.filter((one) => one.fold !== fold);
    return bestThreshold(others, decide, recallWeight);
  });
  return { decide, threshold: bestThreshold(judged, decide, recallWeight), ofFolds };
}

/** Each comment decided with the threshold that the other folds prefer. */
export const crossValidated = (judged: readonly Judged[], { decide, ofFolds }: Way): Fit =>
  fitOf(judged, (one) => decide(one, ofFolds[one.fold] ?? never));
