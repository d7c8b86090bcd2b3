import { formatList } from '../../http/formats.js';
import type { MeasureFigure, ShownFigure } from '../measure-figures.js';
import type { ChartWords } from './breakdown-chart.js';
import { chartNotes, type FigureChart, type FigureRow } from './chart.js';

/** What tells a figure from the others of its measure: its group, its wave, or both. */
function labelOf({ group, wave }: ShownFigure, several: { groups: boolean; waves: boolean }) {
  if (several.groups && several.waves) return `${group ?? ''}, ${wave}`;
  return (several.groups ? group : null) ?? wave;
}

/** A measure's figures with their intervals: of each wave, and of each group where groups are apart. */
export function measureChart(
  measure: MeasureFigure,
  { note, internal }: Pick<ChartWords, 'note' | 'internal'>,
): FigureChart {
  const { figures, name, survey, question, optionLabels, baseWords } = measure;
  const waves = [...new Set(figures.map(({ wave }) => wave))];
  const groups = new Set(figures.map(({ group }) => group));
  const several = { groups: groups.size > 1, waves: waves.length > 1 };
  const rows = figures.map((figure): FigureRow => ({
    label: labelOf(figure, several),
    count: figure.numerator,
    base: figure.base,
    value: figure.mean ?? figure.percentage,
    low: figure.low,
    high: figure.high,
  }));
  const isMean = figures.some(({ mean }) => mean !== null);
  const counted = optionLabels.map((label) => `“${label}”`).join(' or ');
  const hides = rows.some(({ value }) => typeof value === 'string');
  const base = figures.length === 1 ? ` Base: ${baseWords}.` : '';
  return {
    kind: 'figures',
    title: name,
    subtitle: `${isMean ? 'Mean score' : `Percentage who answered ${counted}`} to “${question}”, with 95% intervals.${base}`,
    source: `Source: ${survey}, ${formatList(waves)}.`,
    notes: [
      ...(isMean ? [] : [chartNotes.roundedShares]),
      ...new Set(figures.flatMap((figure) => figure.note ?? [])),
      ...(internal || hides ? [note] : []),
    ],
    internal,
    counted: 'responses',
    isMean,
    rows,
  };
}
