import { confidential } from '../withhold.js';
import type { FigureChart, FigureRow } from './chart.js';
import { faces, fillOf, lineHeight, type Body, type Place, type PlacedLine } from './drawing.js';
import { verdictPaints, quiet, ink } from './palette.js';
import { baseMark, layRows, plainGrid } from './rows.js';
import { textWidth } from './text-fit.js';

const barHeight = 26;

/** "51%", "3.4", "[c]"; nothing where there are no answers. */
export const figureWords = ({ value, base, isMean }: FigureRow & { isMean: boolean }): string => {
  if (value === null) return base === 0 ? 'No answers' : '';
  if (value === confidential) return confidential;
  return isMean ? String(value) : `${value}%`;
};

const shownValue = (row: FigureRow) => (typeof row.value === 'number' ? row.value : 0);

/** A bar for each figure with its interval, and the figure itself beyond. */
export function figureBars({ rows: figures, isMean }: FigureChart, place: Place): Body {
  const words = figures.map((row) => figureWords({ ...row, isMean }));
  const rows = layRows(
    figures.map(({ label }) => label),
    figures.map(baseMark),
    { ...place, least: barHeight + 6 },
  );
  const room = Math.max(...words.map((text) => textWidth(text, faces.strong)), 0) + 14;
  const furthest = Math.max(
    1,
    ...figures.map((row) => (typeof row.high === 'number' ? row.high : shownValue(row))),
  );
  const longest = isMean ? furthest : 100;
  const plot = { ...rows, width: rows.width - room };
  const x = (value: number) => rows.left + (value / longest) * plot.width;
  const end = (value: number, y: number): PlacedLine => ({
    from: [x(value), y - 6],
    to: [x(value), y + 6],
    colour: ink,
  });
  const whiskers = figures.flatMap(({ low, high }, at): PlacedLine[] => {
    if (typeof low !== 'number' || typeof high !== 'number') return [];
    const y = rows.centre(at);
    return [{ from: [x(low), y], to: [x(high), y], colour: ink }, end(low, y), end(high, y)];
  });
  return {
    height: rows.height,
    texts: [
      ...rows.texts,
      ...figures.map((row, at) => ({
        x: x(typeof row.high === 'number' ? row.high : shownValue(row)) + 10,
        y: rows.centre(at) - lineHeight(faces.strong) / 2,
        lines: [words[at] ?? ''],
        face: faces.strong,
      })),
    ],
    lines: [
      { from: [rows.left, rows.top], to: [rows.left, rows.top + rows.height], colour: quiet },
      ...whiskers,
    ],
    ...plainGrid(plot, figures.length, [0, longest]),
    series: [
      {
        type: 'bar',
        silent: true,
        barWidth: barHeight,
        itemStyle: fillOf(verdictPaints.improved),
        data: figures.map((row) => (shownValue(row) > 0 ? shownValue(row) : null)),
      },
    ],
  };
}
