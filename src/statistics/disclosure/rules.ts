import type { DisclosureRules } from '../../disclosure-rules.js';

export { defaultRules, type DisclosureRules } from '../../disclosure-rules.js';

/** Somebody, but fewer than so many. */
export const isFew = (count: number, least: number) => count > 0 && count < least;

/** True where a share could point to a person: few people behind it, or few on either side of it. */
export const isSmall = (
  { numerator, base }: { numerator: number; base: number },
  { leastCell, leastBase }: DisclosureRules,
) => base < leastBase || isFew(numerator, leastCell) || isFew(base - numerator, leastCell);
