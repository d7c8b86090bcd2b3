import type { BarSeriesOption } from 'echarts';
import { confidential } from '../withhold.js';
import { formatShare } from '../../http/formats.js';
import { isWithheld, type Bar, type ShareChart, type Tone } from './chart.js';
import {
  faces,
  fillOf,
  labelOn,
  lineHeight,
  type Body,
  type Place,
  type PlacedText,
} from './drawing.js';
import { ink, paintsOf, quiet, withheldPaint } from './palette.js';
import { rowsOf, plainGrid, type Rows } from './rows.js';
import { textWidth } from './text-fit.js';

const barHeight = 34;
const gap = 20;

/** Left and right of the middle line, and apart from both. */
type Side = 'negative' | 'positive' | 'beside';

const sideOf = (tone: Tone): Side => (tone === 'negative' || tone === 'positive' ? tone : 'beside');

/** Places of a side's categories from the middle line outwards: the mild answers next to it. */
function placesOf({ categories }: ShareChart, side: Side): number[] {
  const places = [...categories.keys()].filter(
    (at) => sideOf(categories[at]?.tone ?? 'named') === side,
  );
  const first = (tone: Tone) => categories.findIndex((one) => one.tone === tone);
  const outwards = (side === 'negative') === first('positive') < first('negative');
  return side === 'beside' || outwards ? places : places.reverse();
}

/**
 * Share of the base that a side is drawn with, in per cent, for each of its categories; null where one of
 * them is withheld: the others would show by where they begin and end what lies between.
 */
export function sideShares({ base, cells }: Bar, places: readonly number[]): number[] | null {
  const shares = places.map((at) => {
    const cell = cells[at];
    if (!cell || isWithheld(cell) || typeof cell.count !== 'number') return null;
    return typeof base === 'number' && base > 0 ? (100 * cell.count) / base : null;
  });
  return shares.every((share) => share !== null) ? shares : null;
}

/** Places of the categories from left to right as they are drawn, then those beside. */
export const segmentOrder = (chart: ShareChart): number[] => [
  ...placesOf(chart, 'negative').reverse(),
  ...placesOf(chart, 'positive'),
  ...placesOf(chart, 'beside'),
];

interface Panel {
  side: Side;
  places: number[];
  /** By bar. */
  shares: (number[] | null)[];
  /** The longest side, in per cent. */
  extent: number;
}

function panelOf(chart: ShareChart, side: Side): Panel {
  const places = placesOf(chart, side);
  const shares = chart.bars.map((bar) => sideShares(bar, places));
  const lengths = shares.map((own) => (own ?? []).reduce((sum, share) => sum + share, 0));
  return { side, places, shares, extent: Math.max(8, ...lengths) };
}

function seriesOf(chart: ShareChart, { side, places, shares }: Panel, scale: number) {
  const paints = paintsOf(chart.categories);
  const sign = side === 'negative' ? -1 : 1;
  const axis = side === 'beside' ? 1 : 0;
  return places.map((category, place): BarSeriesOption => {
    const paint = paints[category] ?? withheldPaint;
    return {
      name: `s${category}`,
      type: 'bar',
      stack: side,
      silent: true,
      xAxisIndex: axis,
      yAxisIndex: axis,
      barWidth: barHeight,
      barGap: '-100%',
      itemStyle: fillOf(paint),
      label: labelOn(paint),
      data: chart.bars.map(({ cells }, row) => {
        const share = shares[row]?.[place] ?? 0;
        const words = formatShare(cells[category]?.percentage ?? null);
        const fits = textWidth(words, faces.label) + 10 <= share * scale;
        return {
          value: share === 0 ? null : sign * share,
          label: { show: fits, formatter: () => words },
        };
      }),
    };
  });
}

/** Where a side is not drawn: why. */
function marksOf(panel: Panel, bars: readonly Bar[], rows: Rows, x: number): PlacedText[] {
  return panel.shares.flatMap((shares, at) => {
    if (shares !== null || panel.places.length === 0 || bars[at]?.base === 0) return [];
    return [
      {
        x: panel.side === 'negative' ? x - 8 : x + 8,
        y: rows.centre(at) - lineHeight(faces.label) / 2,
        lines: [confidential],
        face: faces.label,
        colour: quiet,
        align: panel.side === 'negative' ? ('right' as const) : ('left' as const),
      },
    ];
  });
}

/**
 * Bars to both sides of a line, for scales. What is neither for nor against stands beside in a plot of its
 * own, so that both sides begin at the line and can be compared by length: split over the line it would
 * move them, and count as half agreement (N. B. Robbins and R. M. Heiberger, "Plotting Likert and other
 * rating scales", JSM Proceedings 2011, discuss both).
 */
export function divergingBars(chart: ShareChart, place: Place): Body {
  const rows = rowsOf(chart.bars, place, barHeight);
  const [negative, positive, beside] = (['negative', 'positive', 'beside'] as const).map((side) =>
    panelOf(chart, side),
  ) as [Panel, Panel, Panel];
  const hasBeside = beside.places.length > 0;
  const total = negative.extent + positive.extent + (hasBeside ? beside.extent : 0);
  const scale = (rows.width - (hasBeside ? gap : 0)) / total;
  const middle = rows.left + negative.extent * scale;
  const besideLeft = middle + positive.extent * scale + gap;
  const main = plainGrid({ ...rows, width: besideLeft - gap - rows.left }, chart.bars.length, [
    -negative.extent,
    positive.extent,
  ]);
  const apart = plainGrid(
    { ...rows, left: besideLeft, width: beside.extent * scale },
    chart.bars.length,
    [0, beside.extent],
  );
  return {
    height: rows.height,
    texts: [
      ...rows.texts,
      ...marksOf(negative, chart.bars, rows, middle),
      ...marksOf(positive, chart.bars, rows, middle),
      ...marksOf(beside, chart.bars, rows, besideLeft),
    ],
    lines: [middle, ...(hasBeside ? [besideLeft] : [])].map((x) => ({
      from: [x, rows.top] as const,
      to: [x, rows.top + rows.height] as const,
      colour: ink,
    })),
    grids: [...main.grids, ...(hasBeside ? apart.grids : [])],
    xAxes: [
      ...main.xAxes,
      ...(hasBeside ? apart.xAxes.map((axis) => ({ ...axis, gridIndex: 1 })) : []),
    ],
    yAxes: [
      ...main.yAxes,
      ...(hasBeside ? apart.yAxes.map((axis) => ({ ...axis, gridIndex: 1 })) : []),
    ],
    series: [negative, positive, ...(hasBeside ? [beside] : [])].flatMap((panel) =>
      seriesOf(chart, panel, scale),
    ),
  };
}
