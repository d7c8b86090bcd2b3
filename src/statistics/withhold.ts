import type { DisclosureRules } from './disclosure/rules.js';

export { isSmall } from './disclosure/rules.js';

/** Internal figures are true counts, never to be published; the others may leave. */
export type Showing = 'internal' | 'publication';

/** The shorthand of official statistics for a figure that is confidential. */
export const confidential = '[c]';
/** A number, or the mark of one that is withheld. */
export type Figure = number | typeof confidential;

/** What to say beside figures that are shown so, on a page or in a file. */
export const countsNote = (showing: Showing, { leastCell, leastBase }: DisclosureRules): string =>
  showing === 'internal'
    ? `Not for publication: shows counts under ${leastCell}, and figures of fewer than ${leastBase} people.`
    : `${confidential} means that a figure is withheld to protect people: fewer than ${leastCell} gave the answer, or fewer than ${leastBase} answered, or another withheld figure would follow from it. How many gave no answer, and why, is no secret. A percentage of 0 or 100 tells something of everybody in the group: check before publishing.`;

/** A share of which nothing is shown. */
export const withheldShare = {
  numerator: confidential,
  base: confidential,
  percentage: confidential,
  low: confidential,
  high: confidential,
  words: null,
} as const;
