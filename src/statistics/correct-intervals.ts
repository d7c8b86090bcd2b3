import { findRespondentGroup } from '../surveys/respondent-groups.js';
import type { AskedQuestion } from './asked-question.js';
import { askedOf } from './base-counts.js';
import type { PartRates } from './breakdown.js';
import { populationAsked } from './finite-population.js';
import { proportion } from './percentages.js';
import type { Rates } from './rates.js';
import type { Returned, Returns } from './response-rate.js';

/**
 * Figures with intervals for a known population: the more of those invited responded, the less can have
 * been missed. As they were where it is not known how many were invited.
 */
export function correctIntervals<R extends Rates>(
  question: AskedQuestion,
  rates: R,
  returned: Returned | null,
): R {
  const asked = askedOf(question, rates);
  if (!rates.negative || !returned || typeof asked !== 'number') return rates;
  const { numerator, base, words } = rates.negative;
  const population = populationAsked(asked, returned);
  return { ...rates, negative: { ...proportion(numerator, base, population), words } };
}

/** The same of a breakdown: respondent groups by their own response rates, other parts by the wave's. */
export function correctBreakdown(
  question: AskedQuestion,
  by: AskedQuestion | null,
  { all, parts }: { all: Rates; parts: PartRates<number>[] },
  returns: Returns,
): { all: Rates; parts: PartRates<number>[] } {
  const returnedOf = (label: string) =>
    by?.role === 'respondent_group'
      ? (returns.groups.get(findRespondentGroup(label)?.key ?? '') ?? null)
      : returns.all;
  return {
    all: correctIntervals(question, all, returns.all),
    parts: parts.map((part) => correctIntervals(question, part, returnedOf(part.label))),
  };
}
