import { writeCsv } from '../../http/csv.js';
import type { Chart } from './chart.js';

type Row = (string | number)[];

const verdictNames = {
  improved: 'Improved',
  same: 'Stayed the same',
  declined: 'Declined',
} as const;

/** What a chart draws, one figure a row, under its heading. */
function rowsOf(chart: Chart): Row[] {
  const counted = chart.counted === 'comments' ? 'Comments' : 'Responses';
  if (chart.kind === 'trend') {
    return [
      [
        'Wave',
        'Answer',
        counted,
        'Base',
        'Percentage of base',
        'Low',
        'High',
        'Compared with before',
      ],
      ...chart.points.map(({ label, count, base, percentage, low, high, parted }) => [
        ...[label, chart.followed, count, base],
        ...[percentage ?? '', low ?? '', high ?? '', parted ?? ''],
      ]),
    ];
  }
  if (chart.kind === 'changes') {
    return [
      ['Question', 'Change', 'Points for the better', 'Low', 'High'],
      ...chart.rows.map(({ label, verdict, better, low, high }) =>
        verdict === 'withheld'
          ? [label, '[c]', '[c]', '[c]', '[c]']
          : [label, verdictNames[verdict], better ?? '', low ?? '', high ?? ''],
      ),
    ];
  }
  if (chart.kind === 'figures') {
    const value = chart.isMean ? 'Mean' : 'Percentage of base';
    return [
      ['Figure', chart.isMean ? 'Sum of scores' : counted, 'Base', value, 'Low', 'High'],
      ...chart.rows.map(({ label, count, base, value: figure, low, high }) => [
        ...[label, count, base, figure ?? '', low ?? '', high ?? ''],
      ]),
    ];
  }
  return [
    ['Part', 'Answer', counted, 'Base', 'Percentage of base'],
    ...[...chart.bars, ...(chart.undrawn ?? [])].flatMap(({ label, base, cells }) =>
      cells.map(({ count, percentage }, at) => [
        ...[label, chart.categories[at]?.label ?? '', count, base],
        percentage ?? '',
      ]),
    ),
  ];
}

/** The table behind a chart; its first lines say what it is of and what has to be noted. */
export function chartCsv(chart: Chart): string {
  const { title, subtitle, source, notes, internal } = chart;
  const words = [...(internal ? ['Not for publication'] : []), title, subtitle, source, ...notes];
  return writeCsv([...words.map((line) => [line]), ...rowsOf(chart)]);
}
