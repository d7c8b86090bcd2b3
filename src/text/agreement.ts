import { randomNumbers } from './random.js';

/** How two coders agree on one thing. */
export interface Kappa {
  /** Comments that both coded. */
  n: number;
  /** Share on which they agree, 0 to 1. */
  observed: number;
  /** Share on which they would by chance, each as often saying what they do. */
  expected: number;
  /** 1 is perfect, 0 is chance; null where either never says but one thing, so that chance explains all. */
  kappa: number | null;
}

function countsOf(codes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** Cohen's kappa (1960) of two coders' codes of the same things, in the same order. */
export function cohenKappa(one: readonly string[], other: readonly string[]): Kappa {
  const n = one.length;
  if (n === 0) return { n, observed: 0, expected: 0, kappa: null };
  const observed = one.filter((code, at) => code === other[at]).length / n;
  const [own, theirs] = [countsOf(one), countsOf(other)];
  let expected = 0;
  for (const [code, count] of own) expected += (count / n) * ((theirs.get(code) ?? 0) / n);
  const kappa = expected > 1 - 1e-12 ? null : (observed - expected) / (1 - expected);
  return { n, observed, expected, kappa };
}

/**
 * Krippendorff's alpha for nominal codes of any number of coders (Krippendorff 2011): each unit is the codes
 * that it was given, missing ones left out; a unit with fewer than two pairs with nothing. Null where all
 * codes that can be paired are the same, so that there is nothing to tell from chance.
 */
export function krippendorffAlpha(units: readonly (readonly string[])[]): number | null {
  const paired = units.filter((codes) => codes.length >= 2);
  const totals = countsOf(paired.flat());
  const n = paired.reduce((sum, codes) => sum + codes.length, 0);
  let agreeing = 0;
  for (const codes of paired) {
    for (const count of countsOf(codes).values()) {
      agreeing += (count * (count - 1)) / (codes.length - 1);
    }
  }
  let byChance = 0;
  for (const count of totals.values()) byChance += count * (count - 1);
  if (totals.size < 2) return null;
  // 1 - observed disagreement / expected disagreement, both times n.
  return 1 - ((n - 1) * (n - agreeing)) / (n * (n - 1) - byChance);
}

/** What is found of one theme in a comment, and what is there. */
export interface Finding {
  isFound: boolean;
  isThere: boolean;
}

/** Shares from 0 to 1; null where there is nothing to divide by. */
export interface Scores {
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

export function scoreFindings(findings: readonly Finding[]): Scores {
  let [hits, found, there] = [0, 0, 0];
  for (const { isFound, isThere } of findings) {
    if (isFound) found += 1;
    if (isThere) there += 1;
    if (isFound && isThere) hits += 1;
  }
  return {
    precision: share(hits, found),
    recall: share(hits, there),
    f1: share(2 * hits, found + there),
  };
}

/** Lowest and highest of the middle 95%. */
export type Interval = [low: number, high: number];

const resamples = 1000;

/**
 * Percentile bootstrap intervals at 95% (Efron 1979) over comments, drawn 1,000 times from a fixed seed: the
 * same findings have the same intervals. Null for what has no value in most draws.
 */
export function bootstrapScores(
  findings: readonly Finding[],
): Record<keyof Scores, Interval | null> {
  const random = randomNumbers(20130501);
  const drawn: Record<keyof Scores, number[]> = { precision: [], recall: [], f1: [] };
  for (let round = 0; round < resamples; round += 1) {
    const sample = findings.map(() => findings[Math.floor(random() * findings.length)] as Finding);
    const scores = scoreFindings(sample);
    for (const key of ['precision', 'recall', 'f1'] as const) {
      const value = scores[key];
      if (value !== null) drawn[key].push(value);
    }
  }
  return {
    precision: middle(drawn.precision),
    recall: middle(drawn.recall),
    f1: middle(drawn.f1),
  };
}

/** The same of one figure of any things, such as an agreement of pairs of codes. */
export function bootstrapInterval<T>(
  things: readonly T[],
  figureOf: (drawn: readonly T[]) => number | null,
): Interval | null {
  const random = randomNumbers(20130501);
  const values: number[] = [];
  for (let round = 0; round < resamples; round += 1) {
    const drawn = things.map(() => things[Math.floor(random() * things.length)] as T);
    const value = figureOf(drawn);
    if (value !== null) values.push(value);
  }
  return middle(values);
}

function middle(values: readonly number[]): Interval | null {
  if (values.length * 2 < resamples) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}
