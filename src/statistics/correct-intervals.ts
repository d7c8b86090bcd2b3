import { findRespondentGroup } from '../surveys/respondent-groups.js';
import type { AskedQuestion } from './asked-question.js';
import type { PartRates } from './breakdown.js';
import { proportion } from './percentages.js';
import type { Rates } from './rates.js';
import type { Returned, Returns } from './response-rate.js';

/**
 * Figures with intervals for a known population: the more of those invited are in the base, the less can
 * have been missed. Of a question that not everybody was asked the population is smaller than all who
 * were invited, by how many nobody knows: the interval is then rather too wide than too narrow, and gives
 * away nothing of who was asked. As they were where it is not known how many were invited.
 */
export function correctIntervals<R extends Rates>(rates: R, returned: Returned | null): R {
  if (!returned) return rates;
  const { invited } = returned;
  if (!rates.negative) return { ...rates, invited };
  const { numerator, base, words } = rates.negative;
  return { ...rates, invited, negative: { ...proportion(numerator, base, invited), words } };
}

/** The same of a breakdown: respondent groups of those invited of them, other parts of all invited. */
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
