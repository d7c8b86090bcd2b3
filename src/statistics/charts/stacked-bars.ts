import type { BarSeriesOption } from 'echarts';
import { formatShare } from '../../http/formats.js';
import { confidential } from '../withhold.js';
import { isWithheld, type Bar, type ShareChart } from './chart.js';
import { faces, fillOf, labelOn, lineHeight, type Body, type Place } from './drawing.js';
import { paintsOf, quiet, withheldPaint } from './palette.js';
import { textWidth } from './text-fit.js';
import { plainGrid, rowsOf, type Rows } from './rows.js';

const barHeight = 34;

/** One piece of a bar: its share of the bar, and whether that is of one category or of what is withheld. */
export interface Segment {
  /** Place of the category; null for what is withheld together. */
  category: number | null;
  /** In per cent of the bar, not rounded. */
  share: number;
}

/**
 * What is drawn of a bar, from what may be read of it and nothing else. Figures that are shown are drawn to
 * scale. Two or more that are withheld are one piece together, as long as the rest of the base, which follows
 * from the figures that are shown; a single one would be read from its length, so then nothing is drawn to
 * scale, and neither where the base is withheld. Null for a bar of nobody.
 */
export function segmentsOf({ base, cells }: Bar): Segment[] | null {
  if (base === 0) return null;
  const whole = [{ category: null, share: 100 }];
  const withheld = cells.filter(isWithheld).length;
  if (typeof base !== 'number' || withheld === 1) return whole;
  const segments = cells.flatMap((cell, category) =>
    isWithheld(cell) || typeof cell.count !== 'number'
      ? []
      : [{ category, share: (100 * cell.count) / base }],
  );
  if (withheld === 0) return segments;
  const shown = segments.reduce((sum, { share }) => sum + share, 0);
  return [...segments, { category: null, share: 100 - shown }];
}

const seriesName = (category: number | null) => (category === null ? 'withheld' : `s${category}`);

function seriesOf(chart: ShareChart, drawn: (Segment[] | null)[], plotWidth: number) {
  const paints = paintsOf(chart.categories);
  const hides = drawn.some((segments) => segments?.some(({ category }) => category === null));
  return [...chart.categories.keys(), ...(hides ? [null] : [])].map((category): BarSeriesOption => {
    const paint = category === null ? withheldPaint : (paints[category] ?? withheldPaint);
    return {
      name: seriesName(category),
      type: 'bar',
      stack: 'all',
      silent: true,
      barWidth: barHeight,
      itemStyle: {
        ...fillOf(paint),
        ...(category === null ? { borderType: 'dashed' as const } : {}),
      },
      label: labelOn(paint),
      data: drawn.map((segments, row) => {
        const segment = (segments ?? []).find((one) => one.category === category);
        const cell = category === null ? null : chart.bars[row]?.cells[category];
        const words = cell ? formatShare(cell.percentage) : confidential;
        const fits =
          textWidth(words, faces.label) + 10 <= ((segment?.share ?? 0) * plotWidth) / 100;
        return {
          value: segment && segment.share > 0 ? segment.share : null,
          label: { show: fits, formatter: () => words },
        };
      }),
    };
  });
}

/** Bars of 100%, one a part, with the base beside each. */
export function stackedBars(chart: ShareChart, place: Place): Body {
  const rows = rowsOf(chart.bars, place, barHeight);
  const drawn = chart.bars.map(segmentsOf);
  return {
    height: rows.height,
    texts: [...rows.texts, ...emptyWords(chart.bars, rows)],
    ...plainGrid(rows, chart.bars.length, [0, 100]),
    series: seriesOf(chart, drawn, rows.width),
  };
}

const emptyWords = (bars: readonly Bar[], rows: Rows) =>
  bars.flatMap(({ base }, at) =>
    base === 0
      ? [
          {
            x: rows.left,
            y: rows.centre(at) - lineHeight(faces.label) / 2,
            lines: ['No answers'],
            face: faces.label,
            colour: quiet,
          },
        ]
      : [],
  );
