import { formatNumber } from '../../http/formats.js';
import type { DisclosureRules } from '../../disclosure-rules.js';

/** Where each comment's response is: its import, and its place in it, by the comment's id. */
export interface Responses {
  imports: ArrayLike<number>;
  positions: ArrayLike<number>;
}

/** People counted: all who wrote one of the comments, and those of them with one that is on the side asked about. */
export interface Held {
  side: number;
  all: number;
  /** Of some of the comments alone, evenly spaced, where there are very many. */
  isEstimate: boolean;
}

/** More comments are counted by every second, third … of them. */
const mostCounted = 200_000;
/** More than any import has responses. */
const importFactor = 2 ** 30;

/** Counts people, not comments: one person may have written several. */
export function countHolders(
  ids: ArrayLike<number>,
  { imports, positions }: Responses,
  isOnSide: (id: number) => boolean,
): Held {
  const step = Math.max(1, Math.ceil(ids.length / mostCounted));
  const [all, side] = [new Set<number>(), new Set<number>()];
  for (let at = 0; at < ids.length; at += step) {
    const id = ids[at] ?? 0;
    const person = (imports[id] ?? 0) * importFactor + (positions[id] ?? 0);
    all.add(person);
    if (isOnSide(id)) side.add(person);
  }
  return { side: side.size, all: all.size, isEstimate: step > 1 };
}

/** "1 in 6", "half", "7 in 10": a share from above 0 to 1 as it is said. */
function oneIn(share: number): string {
  if (share < 0.375) return `1 in ${formatNumber(Math.round(1 / share))}`;
  const tenths = Math.round(share * 10);
  return tenths === 5 ? 'half' : `${Math.min(tenths, 9)} in 10`;
}

/**
 * How many hold a view, in words: "1 in 6 (31 of 187 people)". Where they are few, or few do not hold it,
 * no more than that; null where nobody holds it.
 */
export function heldBy({ side, all, isEstimate }: Held, { leastCell }: DisclosureRules) {
  if (side === 0) return null;
  if (side < leastCell) return `fewer than ${leastCell} people`;
  if (all - side < leastCell) return 'nearly everyone';
  const share = oneIn(side / all);
  return isEstimate
    ? `about ${share}`
    : `${share} (${formatNumber(side)} of ${formatNumber(all)} people)`;
}
