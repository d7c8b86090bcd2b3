import { wilsonInterval, type Share } from './intervals.js';

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

const oneDecimal = (share: number) => Math.round(share * 1000) / 10;

/** The share of a base with Wilson's interval, in per cent as published; of a known population corrected for it. */
export function proportion(
  numerator: number,
  base: number,
  population: Share['population'] = null,
): Proportion {
  const interval = wilsonInterval({ numerator, base, population });
  return {
    numerator,
    base,
    percentage: roundPercentage(numerator, base),
    low: interval && oneDecimal(interval[0]),
    high: interval && oneDecimal(interval[1]),
  };
}
