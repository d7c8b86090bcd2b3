import { formatFigure, formatShare } from '../http/formats.js';
import type {
  Chart,
  ChangeChart,
  FigureChart,
  ShareChart,
  TrendChart,
} from '../statistics/charts/chart.js';
import { confidential, type Figure } from '../statistics/withhold.js';

/** A table as it is printed: the first cell of a row is its heading. */
export interface ReportTableContent {
  caption: string;
  columns: string[];
  rows: string[][];
  notes: string[];
  source: string;
}

const share = (value: Figure | null) => (value === null ? '–' : formatShare(value));

const interval = (low: Figure | null, high: Figure | null, unit = '') => {
  if (low === null || high === null) return '–';
  return low === confidential || high === confidential
    ? confidential
    : `${low}${unit} to ${high}${unit}`;
};

type Cells = Pick<ReportTableContent, 'columns' | 'rows'>;

const shareCells = ({ categories, bars, undrawn = [], counted }: ShareChart): Cells => ({
  columns: [
    '',
    ...categories.map(({ label }) => label),
    counted === 'comments' ? 'Comments' : 'Base',
  ],
  rows: [...bars, ...undrawn].map(({ label, base, cells }) => [
    label,
    ...cells.map(({ percentage }) => share(percentage)),
    formatFigure(base),
  ]),
});

const trendCells = ({ followed, points }: TrendChart): Cells => ({
  columns: ['Wave', followed, '95% interval', 'Base'],
  rows: points.map(({ label, percentage, low, high, base }) => [
    label,
    share(percentage),
    interval(low, high, '%'),
    formatFigure(base),
  ]),
});

const verdictWords = {
  improved: 'Improved',
  same: 'Stayed the same',
  declined: 'Declined',
  withheld: confidential,
};

const changeCells = ({ rows }: ChangeChart): Cells => ({
  columns: ['Question', 'Change', 'Points for the better', '95% interval'],
  rows: rows.map(({ label, verdict, better, low, high }) => [
    label,
    verdictWords[verdict],
    verdict === 'withheld' ? confidential : String(better ?? '–'),
    verdict === 'withheld' ? confidential : interval(low, high),
  ]),
});

const figureCells = ({ rows, isMean }: FigureChart): Cells => ({
  columns: ['', isMean ? 'Mean score' : 'Percentage', '95% interval', 'Base'],
  rows: rows.map(({ label, value, low, high, base }) => [
    label,
    isMean ? String(value ?? '–') : share(value),
    interval(low, high, isMean ? '' : '%'),
    formatFigure(base),
  ]),
});

function cellsOf(chart: Chart): Cells {
  if (chart.kind === 'trend') return trendCells(chart);
  if (chart.kind === 'changes') return changeCells(chart);
  return chart.kind === 'figures' ? figureCells(chart) : shareCells(chart);
}

/** The figures of a chart as a table that can be printed. */
export const chartTable = (chart: Chart): ReportTableContent => ({
  caption: `${chart.title.replace(/[^.?!]$/, '$&.')} ${chart.subtitle}`,
  ...cellsOf(chart),
  notes: chart.notes,
  source: chart.source,
});
