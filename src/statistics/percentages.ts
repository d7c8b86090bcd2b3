/** A share of a base, as published; `N` is a number, or what stands for one that is not shown. */
export interface Proportion<N = number> {
  numerator: N;
  base: N;
  /** Whole per cent, half up; null where the base is 0. */
  percentage: N | null;
  /** 95% interval in per cent, to one decimal; null where the base is 0. */
  low: N | null;
  high: N | null;
}

/**
 * Whole per cent of numerator / base, half up, by whole-number arithmetic, so that 1/8 is 13 and no
 * binary fraction tips it. The one place where a percentage is rounded. Null for an empty base.
 */
export const roundPercentage = (numerator: number, base: number): number | null =>
  base === 0 ? null : Math.floor((200 * numerator + base) / (2 * base));

/** The 97.5th percentile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * Wilson's score interval at 95%, as shares from 0 to 1. Source: E. B. Wilson, "Probable inference, the
 * law of succession, and statistical inference", Journal of the American Statistical Association 22
 * (1927), 209–212. Null for an empty base.
 */
export function wilsonInterval(numerator: number, base: number): [number, number] | null {
  if (base === 0) return null;
  const share = numerator / base;
  const square = (z * z) / base;
  const centre = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / base + square / (4 * base));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

const oneDecimal = (share: number) => Math.round(share * 1000) / 10;

/** The share of a base with Wilson's interval, in per cent as published. */
export function proportion(numerator: number, base: number): Proportion {
  const interval = wilsonInterval(numerator, base);
  return {
    numerator,
    base,
    percentage: roundPercentage(numerator, base),
    low: interval && oneDecimal(interval[0]),
    high: interval && oneDecimal(interval[1]),
  };
}
