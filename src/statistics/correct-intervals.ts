import { findRespondentGroup } from '../surveys/respondent-groups.js';
import type { PartRates } from './breakdown.js';
import { populationAsked } from './finite-population.js';
import { proportion } from './percentages.js';
import type { AskedQuestion, Rates } from './rates.js';
import type { Returned, Returns } from './response-rate.js';

/** How many were asked, answered or not. */
const asked = ({ options, missing }: Rates) =>
  Object.entries(missing).reduce(
    (sum, [kind, count]) => (kind === 'not_asked' ? sum : sum + count),
    options.reduce((sum, { count }) => sum + count, 0),
  );

/**
 * Figures with intervals for a known population: the more of those invited responded, the less can have
 * been missed. As they were where it is not known how many were invited.
 */
export function correctIntervals<R extends Rates>(rates: R, returned: Returned | null): R {
  if (!rates.negative || !returned) return rates;
  const { numerator, base, words } = rates.negative;
  const population = populationAsked(asked(rates), returned);
  return { ...rates, negative: { ...proportion(numerator, base, population), words } };
}

/** The same of a breakdown: respondent groups by their own response rates, other parts by the wave's. */
export function correctBreakdown(
  { all, parts }: { all: Rates; parts: PartRates<number>[] },
  by: AskedQuestion | null,
  returns: Returns,
): { all: Rates; parts: PartRates<number>[] } {
  const returnedOf = (label: string) =>
    by?.role === 'respondent_group'
      ? (returns.groups.get(findRespondentGroup(label)?.key ?? '') ?? null)
      : returns.all;
  return {
    all: correctIntervals(all, returns.all),
    parts: parts.map((part) => correctIntervals(part, returnedOf(part.label))),
  };
}
