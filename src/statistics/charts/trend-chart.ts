import { formatList, lowerFirst } from '../../http/formats.js';
import { findRespondentGroup } from '../../surveys/respondent-groups.js';
import type { Trend, TrendChange } from '../trend.js';
import { barOf, categoriesOf, type ChartWords } from './breakdown-chart.js';
import { chartNotes, hidesFigure, type ShareChart, type TrendChart } from './chart.js';

const partings: Record<TrendChange['comparable'], string | null> = {
  yes: null,
  no: 'Not comparable',
  unsettled: 'Not settled whether comparable',
};

/** "Negative answers (“Poor” and “Very poor”)", or the one answer. */
function followedWords({ code, label }: Trend['followed'], waves: Trend['waves']): string {
  const options = waves[waves.length - 1]?.rates.options ?? [];
  const negative = options.filter(({ polarity }) => polarity === 'negative');
  return code === null && negative.length > 0
    ? `${label} (${formatList(negative.map((option) => `“${option.label}”`))})`
    : label;
}

/** A question's waves as a line that breaks where two cannot be compared. */
export function trendChart(
  { question, followed, groupKey, waves, changes }: Trend,
  { survey, note, internal }: Omit<ChartWords, 'wave'>,
): TrendChart {
  const points = waves.map(({ waveId, wave, share }) => {
    const change = changes.find((one) => one.waveId === waveId);
    const { numerator: count, base, percentage, low, high } = share;
    return {
      label: wave,
      count,
      base,
      percentage,
      low,
      high,
      parted: change ? partings[change.comparable] : null,
    };
  });
  const hides = points.some((point) =>
    hidesFigure({ label: '', base: point.base, cells: [point] }),
  );
  const group = groupKey === null ? null : findRespondentGroup(groupKey);
  const names = [...new Set(points.map(({ label }) => label))];
  return {
    kind: 'trend',
    title: question.text,
    subtitle: `${followedWords(followed, waves)}: percentage of ${group ? lowerFirst(group.plural) : 'those'} who answered, with 95% intervals.`,
    source: `Source: ${survey}, ${formatList(names)}.`,
    notes: [
      chartNotes.roundedShares,
      ...new Set(changes.flatMap((change) => change.notes)),
      ...(internal || hides ? [note] : []),
    ],
    internal,
    counted: 'responses',
    followed: followed.label,
    points,
  };
}

/** The answers of two waves side by side; `question` is what the later one offers. */
export function waveChangeChart(
  trend: Trend,
  change: TrendChange,
  { survey, note, internal }: Omit<ChartWords, 'wave'>,
): ShareChart {
  const pair = [change.earlierWaveId, change.waveId].flatMap(
    (id) => trend.waves.find(({ waveId }) => waveId === id) ?? [],
  );
  const [, later] = pair;
  const question = {
    ...trend.question,
    options: later?.rates.options ?? [],
    dontKnowInBase: false,
  };
  const bars = pair.map(({ wave, rates }) => barOf(question, wave, rates));
  const several = trend.question.kind === 'multiple';
  return {
    kind: 'paired',
    title: trend.question.text,
    subtitle: `Percentage of those who answered, ${change.earlierWave} and ${change.wave}.`,
    source: `Source: ${survey}, ${change.earlierWave} and ${change.wave}.`,
    notes: [
      several ? chartNotes.several : chartNotes.rounded,
      ...change.notes,
      ...(internal || bars.some(hidesFigure) ? [note] : []),
    ],
    internal,
    counted: 'responses',
    categories: categoriesOf(question),
    bars,
  };
}
