import type { EChartsCoreOption } from 'echarts/core';
import { changeBars } from './change-bars.js';
import type { Chart } from './chart.js';
import { keysOf } from './chart-keys.js';
import {
  faces,
  fillOf,
  fontFamily,
  lineHeight,
  type Body,
  type Key,
  type LegendOption,
  type Place,
  type PlacedLine,
  type PlacedText,
} from './drawing.js';
import { ink, page, quiet } from './palette.js';
import { divergingBars } from './diverging-bars.js';
import { figureBars } from './figure-bars.js';
import { shareBars } from './share-bars.js';
import { stackedBars } from './stacked-bars.js';
import { textWidth, wrapText, type Face } from './text-fit.js';
import { trendLines } from './trend-lines.js';

const around = 24;
const sign = 18;

/** A chart as ECharts draws it, with its size in pixels. */
export interface LaidOutChart {
  width: number;
  height: number;
  option: EChartsCoreOption;
}

/** Lines under each other from a place on; and where they end. */
function column(
  texts: readonly { text: string; face: Face; colour: string; most?: number; after?: number }[],
  { left, top, width }: Place,
): { texts: PlacedText[]; bottom: number } {
  let y = top;
  const placed = texts.map(({ text, face, colour, most, after = 4 }): PlacedText => {
    const lines = wrapText(text, width, face, most);
    const own = { x: left, y, lines, face, colour };
    y += lines.length * lineHeight(face) + after;
    return own;
  });
  return { texts: placed, bottom: y };
}

/** The legend in rows, in the order of the segments; each entry at a place of its own. */
function legendOf(keys: readonly Key[], place: Place): { legend: LegendOption[]; bottom: number } {
  let x = place.left;
  let y = place.top;
  let deepest = 0;
  const legend = keys.map(({ series, label, paint }): LegendOption => {
    const lines = wrapText(label, place.width - sign - 8, faces.label, 2);
    const width = sign + 8 + Math.max(...lines.map((line) => textWidth(line, faces.label)));
    if (x > place.left && x + width > place.left + place.width) {
      x = place.left;
      y += deepest + 6;
      deepest = 0;
    }
    const own = { left: x, top: y };
    deepest = Math.max(deepest, lines.length * lineHeight(faces.label));
    x += width + 20;
    return {
      ...own,
      data: [series],
      padding: 0,
      itemWidth: sign,
      itemHeight: sign,
      itemGap: 0,
      icon: 'rect',
      selectedMode: false,
      itemStyle: fillOf(paint),
      formatter: () => lines.join('\n'),
      textStyle: {
        color: ink,
        fontFamily,
        fontSize: faces.label.size,
        lineHeight: lineHeight(faces.label),
        padding: [0, 0, 0, 3],
      },
    };
  });
  return { legend, bottom: keys.length === 0 ? place.top : y + deepest + 14 };
}

function bodyOf(chart: Chart, place: Place): Body {
  if (chart.kind === 'trend') return trendLines(chart, place);
  if (chart.kind === 'changes') return changeBars(chart, place);
  if (chart.kind === 'figures') return figureBars(chart, place);
  if (chart.kind === 'stacked') return stackedBars(chart, place);
  return chart.kind === 'diverging' ? divergingBars(chart, place) : shareBars(chart, place);
}

const graphicOf = ({ x, y, lines, face, colour = ink, align = 'left' }: PlacedText) => ({
  type: 'text' as const,
  silent: true,
  x,
  y,
  style: {
    text: lines.join('\n'),
    fill: colour,
    fontFamily,
    fontSize: face.size,
    fontWeight: face.bold ? ('bold' as const) : ('normal' as const),
    lineHeight: lineHeight(face),
    align,
    verticalAlign: 'top' as const,
  },
});

const lineOf = ({ from, to, colour, dashed, behind }: PlacedLine) => ({
  type: 'line' as const,
  silent: true,
  z: behind ? 0 : 5,
  shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
  style: { stroke: colour, lineWidth: 1, ...(dashed ? { lineDash: [4, 4] } : {}) },
});

/** Where everything of a chart stands at a width in pixels; its height follows from what it holds. */
export function layOutChart(chart: Chart, width: number, isBare = false): LaidOutChart {
  const margin = isBare ? 2 : around;
  const inside = { left: margin, width: width - 2 * margin };
  const head = column(
    [
      ...(chart.internal
        ? [{ text: 'Not for publication', face: faces.strong, colour: '#942514' }]
        : []),
      ...(isBare
        ? []
        : [
            { text: chart.title, face: faces.title, colour: ink },
            { text: chart.subtitle, face: faces.subtitle, colour: quiet, after: 14 },
          ]),
    ],
    { ...inside, top: margin },
  );
  const { legend, bottom } = legendOf(keysOf(chart), { ...inside, top: head.bottom });
  const body = bodyOf(chart, { ...inside, top: bottom });
  const foot = column(
    (isBare ? [] : [chart.source, ...chart.notes]).map((text) => ({
      text,
      face: faces.note,
      colour: quiet,
      most: 4,
    })),
    { ...inside, top: bottom + body.height + 14 },
  );
  return {
    width,
    height: Math.ceil(foot.bottom + margin - 4),
    option: {
      animation: false,
      backgroundColor: page,
      textStyle: { fontFamily },
      grid: body.grids,
      xAxis: body.xAxes,
      yAxis: body.yAxes,
      legend,
      graphic: {
        elements: [
          ...(body.lines ?? []).map(lineOf),
          ...[...head.texts, ...body.texts, ...foot.texts].map(graphicOf),
        ],
      },
      series: body.series,
    },
  };
}
