import type { TrendChange } from './trend.js';
import { confidential } from './withhold.js';

/** A change is called one where chance alone would seldom make it: the least p that is not seldom. */
const seldom = 0.05;

export const isClear = ({ adjustedP }: Pick<TrendChange, 'adjustedP'>): boolean =>
  adjustedP !== null && adjustedP < seldom;

/** "−3" with a minus sign and not a hyphen. */
export const signed = (points: number) => (points < 0 ? `−${-points}` : String(points));

const sizeOf = (points: number) => {
  if (points === 0) return 'less than 1 point';
  return Math.abs(points) === 1 ? '1 point' : `${Math.abs(points)} points`;
};

/** Which way a change goes; where the printed figures are the same, the middle of its interval says. */
const isRise = ({ points, low, high }: { points: number; low: number; high: number }) =>
  points === 0 ? low + high >= 0 : points > 0;

/** "up 6 points (1 to 11)": the size of the change and its interval, in the direction of the change. */
export function changeInPoints(change: { points: number; low: number; high: number }): string {
  const { points, low, high } = change;
  // + 0, because there is no minus 0 on a page.
  const [from, to] = isRise(change) ? [low, high] : [0 - high, 0 - low];
  return `${isRise(change) ? 'up' : 'down'} ${sizeOf(points)} (${signed(from)} to ${signed(to)})`;
}

/** What is said where no change is printed. */
const unprinted: Record<TrendChange['comparable'], string> = {
  yes: 'no figure to compare',
  no: 'not comparable',
  unsettled: 'not settled whether they can be compared',
};

/** A change in words: "up 6 points (1 to 11)", "no clear change", "not comparable", "[c]". */
export function changeInWords(change: TrendChange): string {
  const { points, low, high } = change;
  if (points === null) return unprinted[change.comparable];
  if (typeof points !== 'number' || typeof low !== 'number' || typeof high !== 'number') {
    return confidential;
  }
  return isClear(change) ? changeInPoints({ points, low, high }) : 'no clear change';
}
