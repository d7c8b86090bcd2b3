import { signed } from '../trend-words.js';
import type { ChangeChart, ChangeRow, Verdict } from './chart.js';
import {
  faces,
  fillOf,
  lineHeight,
  type Body,
  type Key,
  type Place,
  type PlacedLine,
  type PlacedText,
} from './drawing.js';
import { ink, quiet, verdictPaints } from './palette.js';
import { layRows, plainGrid, type Rows } from './rows.js';

const barHeight = 18;

const keyWords: Record<Exclude<Verdict, 'withheld'>, string> = {
  improved: 'Improved',
  same: 'Stayed the same',
  declined: 'Declined',
};
const drawn = Object.keys(keyWords) as (keyof typeof keyWords)[];

/** The verdicts that a chart's rows have. */
export const changeKeys = ({ rows }: ChangeChart): Key[] =>
  drawn
    .filter((verdict) => rows.some((row) => row.verdict === verdict))
    .map((verdict) => ({
      series: verdict,
      label: keyWords[verdict],
      paint: verdictPaints[verdict],
    }));

/** "+4", "−3", "0", "[c]" */
const mark = ({ better }: ChangeRow) =>
  better === null ? '[c]' : better > 0 ? `+${better}` : signed(better);

/** As far from 0 on either side as the furthest limit. */
const reachOf = (rows: readonly ChangeRow[]) =>
  Math.max(5, ...rows.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)]));

function whisker({ low, high }: ChangeRow, at: number, rows: Rows, x: (points: number) => number) {
  if (low === null || high === null) return [];
  const y = rows.centre(at);
  const end = (points: number): PlacedLine => ({
    from: [x(points), y - 5],
    to: [x(points), y + 5],
    colour: ink,
  });
  return [{ from: [x(low), y], to: [x(high), y], colour: ink } as PlacedLine, end(low), end(high)];
}

/** A bar for each question from no change, to the right for the better, with its interval. */
export function changeBars(chart: ChangeChart, place: Place): Body {
  const labels = chart.rows.map(({ label }) => label);
  const marks = chart.rows.map(mark);
  const sides = lineHeight(faces.note) + 6;
  const rows = layRows(labels, marks, {
    ...place,
    top: place.top + sides,
    least: barHeight + 4,
    labelShare: 0.45,
  });
  const reach = reachOf(chart.rows);
  const middle = rows.left + rows.width / 2;
  const x = (points: number) => middle + (points / reach) * (rows.width / 2);
  const side = (text: string, align: 'left' | 'right'): PlacedText => ({
    x: align === 'left' ? middle + 8 : middle - 8,
    y: place.top,
    lines: [text],
    face: faces.note,
    colour: quiet,
    align,
  });
  return {
    height: sides + rows.height,
    texts: [...rows.texts, side('Better →', 'left'), side('← Worse', 'right')],
    lines: [
      { from: [middle, rows.top - sides], to: [middle, rows.top + rows.height], colour: quiet },
      ...chart.rows.flatMap((row, at) => whisker(row, at, rows, x)),
    ],
    ...plainGrid(rows, labels.length, [-reach, reach]),
    series: drawn.map((verdict) => ({
      name: verdict,
      type: 'bar',
      stack: 'all',
      silent: true,
      barWidth: barHeight,
      itemStyle: fillOf(verdictPaints[verdict]),
      data: chart.rows.map((row) =>
        row.verdict === verdict && row.better !== 0 ? row.better : null,
      ),
    })),
  };
}
