import {
  countCodes,
  noVariation,
  nothingInCommon,
  type Code,
  type Coefficient,
} from './coefficient.js';

export interface KappaReport {
  kappa: Coefficient;
  /** Comments that both coded. */
  count: number;
  /** Share of them with the same code, 0 to 1; null where there are none. */
  agreement: number | null;
}

/**
 * Cohen's kappa of two coders, (po - pe) / (1 - pe), from the codes that each gave the same comments
 * (Cohen 1960, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20).
 */
export function cohenKappa(pairs: readonly (readonly [Code, Code])[]): KappaReport {
  const count = pairs.length;
  if (count === 0) return { kappa: nothingInCommon, count, agreement: null };
  const agreement = pairs.filter(([first, second]) => first === second).length / count;
  const firsts = countCodes(pairs.map(([first]) => first));
  const seconds = countCodes(pairs.map(([, second]) => second));
  if (firsts.size === 1 && seconds.size === 1 && agreement === 1) {
    return { kappa: noVariation, count, agreement };
  }
  let expected = 0;
  for (const [code, times] of firsts) expected += times * (seconds.get(code) ?? 0);
  expected /= count * count;
  return { kappa: { value: (agreement - expected) / (1 - expected) }, count, agreement };
}

/** Share of all codes given that are `code`, 0 to 1; null where there are none. */
export function prevalence(pairs: readonly (readonly [Code, Code])[], code: Code): number | null {
  const given = pairs.flat();
  return given.length === 0 ? null : given.filter((one) => one === code).length / given.length;
}
