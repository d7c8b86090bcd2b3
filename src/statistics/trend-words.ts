import { formatCount } from '../http/formats.js';
import type { TrendChange } from './trend.js';
import { confidential } from './withhold.js';

/** A change is called one where chance alone would seldom make it: the least p that is not seldom. */
const seldom = 0.05;

export const isClear = ({ adjustedP }: Pick<TrendChange, 'adjustedP'>): boolean =>
  adjustedP !== null && adjustedP < seldom;

/** "−3" with a minus sign and not a hyphen. */
export const signed = (points: number) => (points < 0 ? `−${-points}` : String(points));

/** "up 6 points (1 to 11)": the size of a change and its interval, in the direction of the change. */
export function changeInPoints({
  points,
  low,
  high,
}: {
  points: number;
  low: number;
  high: number;
}): string {
  if (points === 0) return `less than 1 point (${signed(low)} to ${signed(high)})`;
  const size = formatCount(Math.abs(points), 'point');
  // From 0, because a page shows no minus 0.
  if (points < 0) return `down ${size} (${signed(0 - high)} to ${signed(0 - low)})`;
  return `up ${size} (${signed(low)} to ${signed(high)})`;
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
