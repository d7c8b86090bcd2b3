import { formatCount, formatList } from '../../http/formats.js';
import { isClear } from '../trend-words.js';
import type { Trend, TrendChange } from '../trend.js';
import type { ChartWords } from './breakdown-chart.js';
import { chartNotes, verdicts, type ChangeChart, type ChangeRow, type Verdict } from './chart.js';

// Of negative answers a rise is for the worse; from 0, because no file shows minus 0.
const better = (points: number) => 0 - points;

function rowOf(label: string, change: TrendChange): ChangeRow {
  const { points, low, high } = change;
  if (typeof points !== 'number' || typeof low !== 'number' || typeof high !== 'number')
    return { label, verdict: 'withheld', better: null, low: null, high: null };
  const verdict: Verdict = !isClear(change) ? 'same' : points < 0 ? 'improved' : 'declined';
  return { label, verdict, better: better(points), low: better(high), high: better(low) };
}

const verdictWords: Record<Verdict, string> = {
  improved: 'improved',
  same: 'stayed the same',
  declined: 'declined',
  withheld: 'withheld [c]',
};

const inOrder = (a: ChangeRow, b: ChangeRow) =>
  verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) || (b.better ?? 0) - (a.better ?? 0);

/** "3 improved, 10 stayed the same and 1 declined" */
export const verdictCounts = (rows: readonly ChangeRow[]): string =>
  formatList(
    verdicts.flatMap((verdict) => {
      const count = rows.filter((row) => row.verdict === verdict).length;
      return count > 0 || verdict !== 'withheld'
        ? [`${count === 0 ? 'none' : count} ${verdictWords[verdict]}`]
        : [];
    }),
  );

/**
 * How a survey's questions changed between two waves: those with negative answers, and of them
 * those whose waves can be compared. A change counts as one where it is clear (Holm), else as the same.
 */
function changesChart(
  trends: readonly Trend[],
  [earlier, later]: readonly [{ id: number; name: string }, { id: number; name: string }],
  { survey, note, internal }: Omit<ChartWords, 'wave'>,
): ChangeChart {
  const rated = trends.filter(({ followed }) => followed.code === null);
  const changed = rated.flatMap((trend) => {
    const change = trend.changes.find(
      ({ waveId, earlierWaveId }) => waveId === later.id && earlierWaveId === earlier.id,
    );
    return change ? [{ label: trend.question.text, change }] : [];
  });
  const compared = changed.filter(({ change }) => change.points !== null);
  const rows = compared.map(({ label, change }) => rowOf(label, change)).sort(inOrder);
  const left = changed.length - compared.length;
  const hides = rows.some(({ verdict }) => verdict === 'withheld');
  return {
    kind: 'changes',
    title: `${survey}: change from ${earlier.name} to ${later.name}`,
    subtitle: `Change in the share of answers that are not negative, in percentage points, with 95% intervals. Of ${formatCount(rows.length, 'question')}: ${verdictCounts(rows)}.`,
    source: `Source: ${survey}, ${earlier.name} and ${later.name}.`,
    notes: [
      chartNotes.points,
      'Improved or declined: a change that chance alone would seldom make, judged for all questions together. Stayed the same: no clear change.',
      ...(left > 0
        ? [
            `${formatCount(left, 'question')} left out, not settled as comparable between the waves.`,
          ]
        : []),
      ...(internal || hides ? [note] : []),
    ],
    internal,
    counted: 'responses',
    rows,
  };
}

/** How a survey's questions changed between its two newest waves; null where it has fewer. */
export function newestChanges(
  trends: readonly Trend[],
  waves: readonly { id: number; name: string }[],
  words: Omit<ChartWords, 'wave'>,
): ChangeChart | null {
  const [earlier, later] = waves.slice(-2);
  return earlier && later ? changesChart(trends, [earlier, later], words) : null;
}
