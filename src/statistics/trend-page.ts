import { pInWords } from './p-in-words.js';
import { changeInPoints, changeInWords, isClear } from './trend-words.js';
import type { Trend, TrendChange } from './trend.js';

/** A change as pages show it. */
export interface ShownChange extends TrendChange {
  /** "up 6 points (1 to 11)", "no clear change", "not comparable". */
  words: string;
  /** What is behind words that give no figure; null where there is nothing more to say. */
  inPoints: string | null;
  isClear: boolean;
  pWords: string;
}

function shownChange(change: TrendChange): ShownChange {
  const { points, low, high } = change;
  const isNumber =
    typeof points === 'number' && typeof low === 'number' && typeof high === 'number';
  const inPoints = isNumber && !isClear(change) ? changeInPoints({ points, low, high }) : null;
  return {
    ...change,
    words: changeInWords(change),
    inPoints,
    isClear: isClear(change),
    pWords: pInWords(change.adjustedP),
  };
}

export interface ShownTrend extends Omit<Trend, 'changes'> {
  changes: ShownChange[];
}

export const shownTrend = (trend: Trend): ShownTrend => ({
  ...trend,
  changes: trend.changes.map(shownChange),
});

const changesIn = (trends: readonly Trend[]) => trends.flatMap(({ changes }) => changes);

/** Many trends, and apart from them what would be noted beside more than one. */
export function shownTrends(trends: readonly Trend[]): { trends: ShownTrend[]; notes: string[] } {
  const mixes = changesIn(trends).flatMap(({ findings }) =>
    findings.filter(({ kind }) => kind === 'groups').map(({ sentence }) => sentence),
  );
  const shared = new Set(mixes.filter((sentence, at) => mixes.indexOf(sentence) < at));
  const apart = (change: ShownChange) => ({
    ...change,
    notes: change.notes.filter((note) => !shared.has(note)),
  });
  const shown = trends.map(shownTrend);
  return {
    trends: shown.map((trend) => ({ ...trend, changes: trend.changes.map(apart) })),
    notes: [...shared],
  };
}

/** What there is to see, settle and read in many trends. */
export const countTrends = (trends: readonly Trend[]) => ({
  compared: trends.filter(({ waves }) => waves.length > 1).length,
  tested: changesIn(trends).filter(({ p }) => p !== null).length,
  clear: changesIn(trends).filter(isClear).length,
  unsettled: changesIn(trends).filter(({ comparable }) => comparable === 'unsettled').length,
});
