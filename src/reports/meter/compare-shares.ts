/** A value of a facet: how many of the chosen comments have it, and how many of all. */
export interface Share {
  key: string;
  name: string;
  chosen: number;
  all: number;
}

export interface ComparedShare extends Share {
  /** How many of the chosen would have it in proportion: chosen comments · all with it / all. */
  expected: number;
  verdict: 'under' | 'over' | 'even';
  /** The chance that as many comments drawn blindly would be as far off on the same side, 0 to 1. */
  chance: number;
}

/** Less than a whole quote off cannot be mended by choosing another. */
const wholeQuote = 1;

/**
 * How likely each number of `marked` ones is among `drawn` of `all` without putting back: the hypergeometric
 * distribution (N. L. Johnson, A. W. Kemp and S. Kotz, Univariate Discrete Distributions, 3rd ed. 2005,
 * ch. 6), worked out one draw at a time, which neither overflows nor cancels.
 */
export function hypergeometric(all: number, marked: number, drawn: number): number[] {
  let chances = [1];
  for (let draw = 0; draw < drawn; draw += 1) {
    const next = new Array<number>(draw + 2).fill(0);
    for (const [hits, chance] of chances.entries()) {
      const hit = Math.min(1, Math.max(0, (marked - hits) / (all - draw)));
      next[hits] = (next[hits] ?? 0) + chance * (1 - hit);
      next[hits + 1] = (next[hits + 1] ?? 0) + chance * hit;
    }
    chances = next;
  }
  return chances;
}

const sum = (chances: readonly number[]) => chances.reduce((total, one) => total + one, 0);

/**
 * Whether a value has its share among the chosen: over or under by a whole quote or more. Of few quotes that
 * says little, so the chance that blind drawing would do the same stands beside it, and decides nothing.
 * `drawn` and `total` count comments; `drawn` are among `total`, which is not 0.
 */
export function compareShare(share: Share, drawn: number, total: number): ComparedShare {
  const expected = (drawn * share.all) / total;
  const difference = share.chosen - expected;
  const isOff = Math.abs(difference) >= wholeQuote;
  const chances = hypergeometric(total, share.all, drawn);
  const tail = difference < 0 ? chances.slice(0, share.chosen + 1) : chances.slice(share.chosen);
  return {
    ...share,
    expected,
    verdict: !isOff ? 'even' : difference < 0 ? 'under' : 'over',
    chance: Math.min(1, sum(tail)),
  };
}
