import { writeCsv } from '../../http/csv.js';
import type { Chart } from './chart.js';

/** The table behind a chart, one figure a row; its first lines say what it is of and what has to be noted. */
export function chartCsv(chart: Chart): string {
  const { title, subtitle, source, notes, categories, bars, internal } = chart;
  const words = [...(internal ? ['Not for publication'] : []), title, subtitle, source, ...notes];
  const counted = chart.counted === 'comments' ? 'Comments' : 'Responses';
  return writeCsv([
    ...words.map((line) => [line]),
    ['Part', 'Answer', counted, 'Base', 'Percentage of base'],
    ...bars.flatMap(({ label, base, cells }) =>
      cells.map(({ count, percentage }, at) => [
        label,
        categories[at]?.label ?? '',
        count,
        base,
        percentage ?? '',
      ]),
    ),
  ]);
}
