import type { LineSeriesOption } from 'echarts';
import { formatShare } from '../../http/formats.js';
import type { TrendChart, TrendPoint } from './chart.js';
import {
  faces,
  lineHeight,
  type Body,
  type Place,
  type PlacedLine,
  type PlacedText,
} from './drawing.js';
import { barPaints, page, quiet } from './palette.js';
import { baseMark } from './rows.js';
import { textWidth, wrapText } from './text-fit.js';

const plotHeight = 260;
const cap = 6;

interface Plot {
  left: number;
  top: number;
  width: number;
  /** In per cent, a multiple of 20. */
  most: number;
  /** Pixels. */
  x(at: number): number;
  y(percentage: number): number;
}

const isShown = (point: TrendPoint): point is TrendPoint & { percentage: number } =>
  typeof point.percentage === 'number' && typeof point.count === 'number';

function plotOf({ points }: TrendChart, { left, top, width }: Place): Plot {
  const axis = textWidth('100%', faces.note) + 12;
  const highest = Math.max(
    20,
    ...points.flatMap((point) =>
      isShown(point) ? [point.percentage, typeof point.high === 'number' ? point.high : 0] : [],
    ),
  );
  const most = Math.min(100, Math.ceil(highest / 20) * 20);
  const plot = { left: left + axis, top: top + 20, width: width - axis };
  const step = plot.width / Math.max(1, points.length);
  return {
    ...plot,
    most,
    x: (at) => plot.left + step * (at + 0.5),
    y: (percentage) => plot.top + plotHeight * (1 - percentage / most),
  };
}

function scaleOf({ left, width, most, y }: Plot, right: number) {
  const ticks = Array.from({ length: most / 20 + 1 }, (_, at) => at * 20);
  const lines = ticks.map((tick): PlacedLine => ({
    from: [left, y(tick)],
    to: [left + width, y(tick)],
    colour: tick === 0 ? quiet : '#dcdfe1',
    behind: true,
  }));
  const texts = ticks.map((tick): PlacedText => ({
    x: right,
    y: y(tick) - lineHeight(faces.note) / 2,
    lines: [`${tick}%`],
    face: faces.note,
    colour: quiet,
    align: 'right',
  }));
  return { lines, texts };
}

/** The interval of a point: a line with an end at either limit. */
function whisker({ low, high }: TrendPoint, x: number, plot: Plot): PlacedLine[] {
  if (typeof low !== 'number' || typeof high !== 'number') return [];
  const colour = barPaints[0].fill;
  const [bottom, top] = [plot.y(low), plot.y(high)];
  const end = (y: number): PlacedLine => ({ from: [x - cap, y], to: [x + cap, y], colour });
  return [{ from: [x, bottom], to: [x, top], colour }, end(bottom), end(top)];
}

function partingOf(point: TrendPoint, at: number, plot: Plot) {
  if (point.parted === null || at === 0) return null;
  const x = (plot.x(at - 1) + plot.x(at)) / 2;
  const width = (plot.x(at) - plot.x(at - 1)) * 0.6;
  const lines = wrapText(point.parted, width, faces.note);
  const line: PlacedLine = {
    from: [x, plot.top + lines.length * lineHeight(faces.note) + 4],
    to: [x, plot.top + plotHeight],
    colour: quiet,
    dashed: true,
  };
  const text: PlacedText = {
    x,
    y: plot.top,
    lines,
    face: faces.note,
    colour: quiet,
    align: 'center',
  };
  return { line, text };
}

/** Points of a run that a line may join; a new run begins where two waves are parted. */
function runsOf(points: readonly TrendPoint[]): number[] {
  let run = 0;
  return points.map(({ parted }, at) => (at > 0 && parted !== null ? ++run : run));
}

function seriesOf({ points }: TrendChart): LineSeriesOption[] {
  const runs = runsOf(points);
  return [...new Set(runs)].map((run): LineSeriesOption => ({
    type: 'line',
    silent: true,
    symbol: 'circle',
    symbolSize: 11,
    lineStyle: { color: barPaints[0].fill, width: 3 },
    itemStyle: { color: barPaints[0].fill, borderColor: page, borderWidth: 1 },
    data: points.map((point, at) => (runs[at] === run && isShown(point) ? point.percentage : '-')),
  }));
}

/** The share beside its point, on the side that the line to the next does not take. */
function shareOf({ points }: TrendChart, at: number, plot: Plot): PlacedText[] {
  const [point, next] = [points[at], points[at + 1]];
  if (!point || !isShown(point)) return [];
  const rises = next && isShown(next) && next.percentage > point.percentage;
  const height = lineHeight(faces.strong);
  return [
    {
      x: plot.x(at) + 10,
      y: plot.y(point.percentage) + (rises ? 4 : -height - 4),
      lines: [formatShare(point.percentage)],
      face: faces.strong,
    },
  ];
}

interface Foot {
  /** Of every wave's name, wrapped. */
  labels: string[][];
  deepest: number;
}

function footsOf({ points }: TrendChart, { width }: Plot): Foot {
  const labels = points.map(({ label }) =>
    wrapText(label, (width / points.length) * 0.95, faces.label, 2),
  );
  return { labels, deepest: Math.max(1, ...labels.map((label) => label.length)) };
}

function footOf(point: TrendPoint, at: number, plot: Plot, foot: Foot): PlacedText[] {
  const y = plot.top + plotHeight + 8;
  const own = { x: plot.x(at), align: 'center' as const };
  const hidden = isShown(point) ? [] : [point.percentage === null ? 'No answers' : '[c]'];
  return [
    { ...own, y, lines: foot.labels[at] ?? [], face: faces.label },
    {
      ...own,
      y: y + foot.deepest * lineHeight(faces.label) + 2,
      lines: [baseMark(point)],
      face: faces.note,
      colour: quiet,
    },
    ...hidden.map((words) => ({
      ...own,
      y: plot.top + plotHeight - lineHeight(faces.label) - 4,
      lines: [words],
      face: faces.label,
      colour: quiet,
    })),
  ];
}

/** A line over the waves with the interval of each; where a figure is withheld there is none. */
export function trendLines(chart: TrendChart, place: Place): Body {
  const plot = plotOf(chart, place);
  const { points } = chart;
  const foot = footsOf(chart, plot);
  const scale = scaleOf(plot, plot.left - 8);
  const partings = points.flatMap((point, at) => partingOf(point, at, plot) ?? []);
  return {
    height:
      20 + plotHeight + 8 + foot.deepest * lineHeight(faces.label) + lineHeight(faces.note) + 6,
    texts: [
      ...scale.texts,
      ...partings.map(({ text }) => text),
      ...points.flatMap((point, at) => footOf(point, at, plot, foot)),
      ...points.flatMap((_, at) => shareOf(chart, at, plot)),
    ],
    lines: [
      ...scale.lines,
      ...partings.map(({ line }) => line),
      ...points.flatMap((point, at) => (isShown(point) ? whisker(point, plot.x(at), plot) : [])),
    ],
    grids: [{ left: plot.left, top: plot.top, width: plot.width, height: plotHeight }],
    xAxes: [{ type: 'category', show: false, data: points.map((_, at) => String(at)) }],
    yAxes: [{ type: 'value', show: false, min: 0, max: plot.most }],
    series: seriesOf(chart),
  };
}
