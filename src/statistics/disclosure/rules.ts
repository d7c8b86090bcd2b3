/** When a figure could point to a person; set per deployment. */
export interface DisclosureRules {
  /** Fewer people than these in a cell are withheld; no withheld number can be told more closely than this. */
  leastCell: number;
  /** Of fewer people than these nothing is shown. */
  leastBase: number;
}

export const defaultRules: DisclosureRules = { leastCell: 5, leastBase: 10 };

/** Somebody, but fewer than so many. */
export const isFew = (count: number, least: number) => count > 0 && count < least;

/** True where a share could point to a person: few people behind it, or few on either side of it. */
export const isSmall = (
  { numerator, base }: { numerator: number; base: number },
  { leastCell, leastBase }: DisclosureRules = defaultRules,
) => base < leastBase || isFew(numerator, leastCell) || isFew(base - numerator, leastCell);
