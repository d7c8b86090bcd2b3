import type { BarSeriesOption } from 'echarts';
import { formatFigure, formatShare } from '../../http/formats.js';
import { confidential } from '../withhold.js';
import { isWithheld, type Bar, type ShareChart } from './chart.js';
import {
  faces,
  fillOf,
  lineHeight,
  type Body,
  type Key,
  type Place,
  type PlacedText,
} from './drawing.js';
import { barPaints, quiet } from './palette.js';
import { layRows, plainGrid, type Rows } from './rows.js';
import { textWidth } from './text-fit.js';

const barHeight = 22;
const barGap = 3;

/** "n = 104": whose bars they are, where there is more than one kind. */
export const barKeys = ({ bars }: ShareChart): Key[] =>
  bars.map((bar, at) => ({
    series: `s${at}`,
    label: `${bar.label} (n = ${formatFigure(bar.base)})`,
    paint: paintAt(at),
  }));

const paintAt = (at: number) => barPaints[at % 2 === 0 ? 0 : 1];

const seriesOf = (bar: Bar, at: number): BarSeriesOption => ({
  name: `s${at}`,
  type: 'bar',
  silent: true,
  barWidth: barHeight,
  barGap: `${(100 * barGap) / barHeight}%`,
  itemStyle: fillOf(paintAt(at)),
  data: bar.cells.map((cell) => (isWithheld(cell) ? null : cell.percentage)),
});

/** Shares at the ends of the bars; what is withheld says so at the line, where there is no bar. */
function endsOf(chart: ShareChart, rows: Rows, scale: number): PlacedText[] {
  const height = chart.bars.length * (barHeight + barGap) - barGap;
  return chart.bars.flatMap(({ cells }, bar) =>
    cells.map((cell, at) => {
      const share = !isWithheld(cell) && typeof cell.percentage === 'number' ? cell.percentage : 0;
      const middle = rows.centre(at) - height / 2 + bar * (barHeight + barGap) + barHeight / 2;
      return {
        x: rows.left + share * scale + 8,
        y: middle - lineHeight(faces.label) / 2,
        lines: [isWithheld(cell) ? confidential : formatShare(cell.percentage)],
        face: faces.label,
      };
    }),
  );
}

/** A bar for each answer, of everybody or of two parts side by side; its share stands at its end. */
export function shareBars(chart: ShareChart, place: Place): Body {
  const labels = chart.categories.map(({ label }) => label);
  const least = chart.bars.length * (barHeight + barGap);
  const rows = layRows(labels, [], { ...place, least, labelShare: 0.42 });
  const shares = chart.bars.flatMap(({ cells }) =>
    cells.map(({ percentage }) => (typeof percentage === 'number' ? percentage : 0)),
  );
  const longest = Math.max(10, ...shares);
  const plot = { ...rows, width: rows.width - textWidth('100%', faces.label) - 12 };
  return {
    height: rows.height,
    texts: [...rows.texts, ...endsOf(chart, rows, plot.width / longest)],
    lines: [
      { from: [rows.left, rows.top], to: [rows.left, rows.top + rows.height], colour: quiet },
    ],
    ...plainGrid(plot, labels.length, [0, longest]),
    series: chart.bars.map(seriesOf),
  };
}
