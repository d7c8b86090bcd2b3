import { formatFigure } from '../http/formats.js';
import type { CountedFigure } from './count-measure.js';
import { usualConfidence } from './intervals.js';
import { meanInterval, roundMean, scaleMean } from './means.js';
import { proportion, type Proportion } from './percentages.js';
import type { Returned } from './response-rate.js';
import { isFew, type DisclosureRules } from './disclosure/rules.js';
import { confidential, isSmall, type Figure, type Showing } from './withhold.js';

/** A share of the base, or where answers have scores their mean, with its interval at 95%. */
export interface MeasuredNumbers<N = number> extends Proportion<N> {
  /** To one decimal, half up; null of a share, or where the base is 0. Its interval is in scores. */
  mean: N | null;
}

const oneDecimal = (value: number) => Math.round(value * 10) / 10;

/**
 * The figure in numbers, as printed. Where it is known how many responded of how many were invited, the
 * interval is corrected for it; see `correctIntervals`.
 */
export function numbersOf(
  { numerator, base, scored }: CountedFigure,
  returned: Returned | null = null,
): MeasuredNumbers {
  const population = returned && returned.invited;
  if (scored === null) return { ...proportion(numerator, base, population), mean: null };
  const interval = meanInterval(scaleMean(scored), usualConfidence, population);
  return {
    numerator,
    base,
    percentage: null,
    mean: roundMean(numerator, base),
    low: interval && oneDecimal(interval[0]),
    high: interval && oneDecimal(interval[1]),
  };
}

/** True where a figure must not leave: of a mean, every score that somebody gave counts as a cell. */
export function mustWithhold(
  { numerator, base, scored }: CountedFigure,
  rules: DisclosureRules,
): boolean {
  if (scored === null) return isSmall({ numerator, base }, rules);
  return base < rules.leastBase || scored.some(({ count }) => isFew(count, rules.leastCell));
}

/** Of a figure that is withheld: every part of it that there is. */
export const withheldNumbers = ({
  percentage,
  mean,
}: MeasuredNumbers): MeasuredNumbers<Figure> => ({
  numerator: confidential,
  base: confidential,
  percentage: percentage === null ? null : confidential,
  mean: mean === null ? null : confidential,
  low: confidential,
  high: confidential,
});

/** "51%", or "3.4" of a mean; "no answers" where there are none. */
function valueInWords({ percentage, mean }: MeasuredNumbers<Figure>): string {
  if (typeof mean === 'number') return mean.toFixed(1);
  if (typeof percentage === 'number') return `${percentage}%`;
  return percentage === null && mean === null ? 'no answers' : confidential;
}

/**
 * "51% (51 of 100)", for the history of a measure. For publication without the counts: of two values
 * with one person between them they would tell that person's answer.
 */
export function countedInWords(
  figure: CountedFigure,
  showing: Showing,
  rules: DisclosureRules,
): string {
  const numbers = numbersOf(figure);
  if (figure.base === 0) return valueInWords(numbers);
  if (showing === 'publication')
    return mustWithhold(figure, rules) ? confidential : valueInWords(numbers);
  const { numerator, base, scored } = figure;
  const counts = scored
    ? `mean of ${formatFigure(base)}`
    : `${formatFigure(numerator)} of ${formatFigure(base)}`;
  return `${valueInWords(numbers)} (${counts})`;
}

/**
 * From an earlier wave to this one, of the printed figures: whole points, or tenths of a score. Null
 * where either has no answers or is withheld.
 */
export function changeSince(
  now: MeasuredNumbers<Figure>,
  before: MeasuredNumbers<Figure>,
): number | null {
  const [a, b] = now.mean === null ? [now.percentage, before.percentage] : [now.mean, before.mean];
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  return Math.round((a - b) * 10) / 10;
}
