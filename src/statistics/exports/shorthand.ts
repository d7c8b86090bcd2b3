import type { OptionRate } from '../rates.js';
import { confidential, type Figure } from '../withhold.js';

/**
 * What stands for a number that is not shown, as the Government Analysis Function's guidance "Using
 * symbols and shorthand in tables" has it.
 */
export const shorthands = {
  '[c]':
    'Confidential: a figure withheld to protect people, or because another withheld figure would follow from it.',
  '[low]': 'Low: the percentage rounds to 0 but is not 0.',
  '[x]': 'Not available: nobody answered, so there is nothing to divide by.',
  '[z]': 'Not applicable: no such figure can be made.',
} as const;
export type Shorthand = keyof typeof shorthands;

/** A number, or what stands for it. */
export type Shown = number | Shorthand;

/** A percentage as a file shows it. Of a withheld base nothing may be read off, not even that it is 0. */
export function shownPercentage(percentage: Figure | null, count: Figure, base: Figure): Shown {
  if (base === confidential) return confidential;
  if (percentage === null) return '[x]';
  return percentage === 0 && count !== 0 ? '[low]' : percentage;
}

/** The same of an answer; one that is not in the base has no percentage. */
export const answerPercentage = (
  { polarity, percentage, count }: OptionRate<Figure>,
  base: Figure,
): Shown =>
  percentage === null && polarity === 'excluded' ? '[z]' : shownPercentage(percentage, count, base);

/** A limit of an interval. */
export const shownLimit = (limit: Figure | null, base: Figure): Shown =>
  base === confidential ? confidential : (limit ?? '[x]');

/** What whoever publishes a share of nobody or of everybody has to know: it speaks of each person in the base. */
export function extremeNote(count: Figure, base: Figure): string {
  if (typeof count !== 'number' || typeof base !== 'number' || base === 0) return '';
  if (count === 0) return 'Nobody in the base';
  return count === base ? 'Everybody in the base' : '';
}
