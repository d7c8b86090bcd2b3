import type { BarSeriesOption } from 'echarts';
import { formatFigure, formatShare } from '../../http/formats.js';
import { isWithheld, type Bar, type ShareChart } from './chart.js';
import { faces, fillOf, fontFamily, type Body, type Key, type Place } from './drawing.js';
import { barPaints, ink } from './palette.js';
import { layRows, plainGrid } from './rows.js';
import { textWidth } from './text-fit.js';

const barHeight = 22;

/** "n = 104": whose bars they are, where there is more than one kind. */
export const barKeys = ({ bars }: ShareChart): Key[] =>
  bars.map((bar, at) => ({
    series: `s${at}`,
    label: `${bar.label} (n = ${formatFigure(bar.base)})`,
    paint: paintAt(at),
  }));

const paintAt = (at: number) => barPaints[at % 2 === 0 ? 0 : 1];

function seriesOf(bar: Bar, at: number): BarSeriesOption {
  return {
    name: `s${at}`,
    type: 'bar',
    silent: true,
    barWidth: barHeight,
    barGap: '12%',
    itemStyle: fillOf(paintAt(at)),
    data: bar.cells.map((cell) => {
      const shown = isWithheld(cell) || typeof cell.percentage !== 'number' ? 0 : cell.percentage;
      const words = isWithheld(cell) ? '[c]' : formatShare(cell.percentage);
      return {
        value: shown,
        label: {
          show: true,
          position: 'right' as const,
          distance: 6,
          color: ink,
          fontFamily,
          fontSize: faces.label.size,
          formatter: () => words,
        },
        ...(shown === 0 ? { itemStyle: { opacity: 0 } } : {}),
      };
    }),
  };
}

/** A bar for each answer, of everybody or of two parts side by side; its share stands at its end. */
export function shareBars(chart: ShareChart, place: Place): Body {
  const labels = chart.categories.map(({ label }) => label);
  const rows = layRows(labels, [], { ...place, least: chart.bars.length * (barHeight + 3) });
  const shares = chart.bars.flatMap(({ cells }) =>
    cells.map(({ percentage }) => (typeof percentage === 'number' ? percentage : 0)),
  );
  const room = textWidth('100%', faces.label) + 12;
  const longest = Math.max(10, ...shares);
  const plot = { ...rows, width: rows.width - room };
  return {
    height: rows.height,
    texts: rows.texts,
    ...plainGrid(plot, labels.length, [0, longest]),
    series: chart.bars.map(seriesOf),
  };
}
