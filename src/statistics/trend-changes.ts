import { holm } from './adjust.js';
import type { Standing } from './comparability.js';
import { proportion, type Proportion } from './percentages.js';
import type { AskedQuestion, Rates } from './rates.js';
import type { Followed, Trend, TrendChange, TrendWave } from './trend.js';
import { compareProportions } from './two-proportions.js';
import { confidential, type Figure } from './withhold.js';

/**
 * What is followed of a question: the answer chosen, else the negative answers together, else the first
 * answer of its base. Null for a question without answers to follow.
 */
export function followedOf(
  { kind, options }: AskedQuestion,
  optionCode: number | null,
): Followed | null {
  const open = options.filter(({ polarity }) => kind === 'multiple' || polarity !== 'excluded');
  const chosen = open.find(({ code }) => code === optionCode);
  const hasNegative = kind !== 'multiple' && open.some(({ polarity }) => polarity === 'negative');
  if (!chosen && hasNegative) return { code: null, label: 'Negative answers' };
  const option = chosen ?? open[0];
  return option ? { code: option.code, label: option.label } : null;
}

/** What is followed, of one wave's figures; null where the wave has no such figure. */
export function shareOf(rates: Rates<Figure>, { code }: Followed): Proportion<Figure> | null {
  if (code === null) return rates.negative;
  const option = rates.options.find((one) => one.code === code);
  if (!option || option.percentage === null) return null;
  const { count: numerator, percentage } = option;
  const { base, invited } = rates;
  if (typeof numerator === 'number' && typeof base === 'number') {
    return proportion(numerator, base, invited);
  }
  return { numerator, base, percentage, low: confidential, high: confidential };
}

type ChangeFigures = Pick<TrendChange, 'points' | 'low' | 'high' | 'p' | 'adjustedP' | 'method'>;

const nothing = { points: null, low: null, high: null, p: null, adjustedP: null, method: null };
const withheld: ChangeFigures = {
  ...nothing,
  points: confidential,
  low: confidential,
  high: confidential,
};

// Binary fractions must not push a limit that is a whole number to the next.
const nearly = 1e-9;

/** What a change is made of; null where a part of it is withheld. */
function shareOfNumbers({ share, population }: TrendWave) {
  const { numerator, base, percentage } = share;
  const areNumbers =
    typeof numerator === 'number' && typeof base === 'number' && typeof percentage === 'number';
  return areNumbers ? { numerator, base, percentage, population } : null;
}

/**
 * The change between the shares of two waves. Its points are the difference of the two percentages as they are
 * printed, so that a reader who subtracts 47% from 51% finds the 4 that stands beside them: of the exact
 * shares it may be one less or more. The limits of the interval are rounded outwards to whole points; as
 * the printed difference is less than a point from the exact one, they always hold it.
 */
function changeBetween(earlier: TrendWave, later: TrendWave): ChangeFigures {
  if (earlier.share.percentage === null || later.share.percentage === null) return nothing;
  const [before, after] = [shareOfNumbers(earlier), shareOfNumbers(later)];
  if (!before || !after) return withheld;
  const test = compareProportions(after, before);
  if (!test) return nothing;
  return {
    points: after.percentage - before.percentage,
    low: Math.floor(test.interval[0] + nearly),
    high: Math.ceil(test.interval[1] - nearly),
    p: test.p,
    adjustedP: test.p,
    method: test.method,
  };
}

/** Whether a change may be printed: for publication only where the waves can be compared for certain. */
const isPrinted = ({ comparable }: Standing, forPublication: boolean) =>
  comparable === 'yes' || (comparable === 'unsettled' && !forPublication);

/** The changes from each wave to the next; `standingOf` says whether two waves can be compared. */
export function changesOf(
  waves: readonly TrendWave[],
  standingOf: (earlierWaveId: number, waveId: number) => Standing,
  forPublication: boolean,
): TrendChange[] {
  return waves.slice(1).flatMap((later, at) => {
    const earlier = waves[at];
    if (!earlier) return [];
    const standing = standingOf(earlier.waveId, later.waveId);
    const change = isPrinted(standing, forPublication) ? changeBetween(earlier, later) : nothing;
    return [
      {
        waveId: later.waveId,
        wave: later.wave,
        earlierWaveId: earlier.waveId,
        earlierWave: earlier.wave,
        ...change,
        ...standing,
      },
    ];
  });
}

/** The same trends with the p values of all of their changes corrected together (Holm). */
export function correctTogether(trends: readonly Trend[]): Trend[] {
  const adjusted = holm(trends.flatMap(({ changes }) => changes.map(({ p }) => p)));
  let at = 0;
  return trends.map((trend) => ({
    ...trend,
    changes: trend.changes.map((change) => {
      const adjustedP = adjusted[at] ?? null;
      at += 1;
      return { ...change, adjustedP };
    }),
  }));
}
