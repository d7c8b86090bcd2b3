import { missingKinds } from '../surveys/words.js';
import type { AskedQuestion } from './asked-question.js';
import { baseConditionOf } from './base-rule.js';
import type { Rates } from './rates.js';
import { confidential, type Figure } from './withhold.js';

/** What the words of a base speak of. */
export type BaseCounts = Pick<Rates<Figure>, 'base' | 'options' | 'missing' | 'strays'>;

const sumOf = (figures: readonly Figure[]): Figure =>
  figures.reduce<Figure>(
    (sum, count) =>
      typeof sum === 'number' && typeof count === 'number' ? sum + count : confidential,
    0,
  );

/**
 * How many were asked, answered or not: the base, and those of them who are not counted in it. Withheld
 * where a part of it is, for the part would follow from it.
 */
export function askedOf({ kind, dontKnowInBase }: AskedQuestion, counts: BaseCounts): Figure {
  const excluded = counts.options
    .filter(({ polarity }) => polarity === 'excluded' && kind !== 'multiple')
    .map(({ count }) => count);
  const unanswered = missingKinds
    .filter((reason) => reason !== 'not_asked')
    .filter((reason) => reason !== 'dont_know' || !dontKnowInBase || kind === 'multiple')
    .map((reason) => counts.missing[reason]);
  return sumOf([counts.base, ...excluded, ...unanswered]);
}

/** How many the base rule means: those who were asked, or whoever meets what was chosen, asked or not. */
export function meantBy(question: AskedQuestion, counts: BaseCounts): Figure {
  const asked = askedOf(question, counts);
  const isRouting = baseConditionOf(question)?.chosen === false;
  return isRouting ? asked : sumOf([asked, counts.missing.not_asked]);
}
