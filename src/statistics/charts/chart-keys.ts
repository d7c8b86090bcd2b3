import { changeKeys } from './change-bars.js';
import { hidesFigure, type Bar, type Chart, type ShareChart } from './chart.js';
import { segmentOrder } from './diverging-bars.js';
import type { Key } from './drawing.js';
import { paintsOf, withheldPaint } from './palette.js';
import { barKeys } from './share-bars.js';

/** Whether any bar shows a category: nobody gave it, or it is withheld in all, and the legend is shorter. */
const isShown = (bars: readonly Bar[], at: number) =>
  bars.some(({ cells }) => typeof cells[at]?.count === 'number' && cells[at].count > 0);

function segmentKeys(chart: ShareChart): Key[] {
  const paints = paintsOf(chart.categories);
  const order = chart.kind === 'diverging' ? segmentOrder(chart) : [...chart.categories.keys()];
  const keys = order
    .filter((at) => isShown(chart.bars, at))
    .map((at) => ({
      series: `s${at}`,
      label: chart.categories[at]?.label ?? '',
      paint: paints[at] ?? withheldPaint,
    }));
  return chart.kind === 'stacked' && chart.bars.some(hidesFigure)
    ? [...keys, { series: 'withheld', label: 'Withheld [c]', paint: withheldPaint }]
    : keys;
}

/** What a chart's legend names, in the order of what is drawn. */
export function keysOf(chart: Chart): Key[] {
  if (chart.kind === 'bars' || chart.kind === 'trend' || chart.kind === 'figures') return [];
  if (chart.kind === 'paired') return barKeys(chart);
  return chart.kind === 'changes' ? changeKeys(chart) : segmentKeys(chart);
}
