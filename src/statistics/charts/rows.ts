import { formatFigure } from '../../http/formats.js';
import { everybody, type Bar } from './chart.js';
import { faces, lineHeight, type Body, type Place, type PlacedText } from './drawing.js';
import { ink, quiet } from './palette.js';
import { textWidth, wrapText } from './text-fit.js';

/** Rows of a chart under each other: labels on the left, the plot, and bases on the right. */
export interface Rows {
  /** Of the plot, in pixels. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** Middle of a row, by its place. */
  centre(at: number): number;
  texts: PlacedText[];
}

/** "n = 104" */
export const baseMark = ({ base }: Pick<Bar, 'base'>) => `n = ${formatFigure(base)}`;

const widest = (texts: readonly string[], bold = false) =>
  Math.max(0, ...texts.map((text) => textWidth(text, bold ? faces.strong : faces.label)));

interface RowPlace extends Place {
  /** Height of what is drawn in a row, in pixels. */
  least: number;
  /** Place of the row that is set bold. */
  strongRow?: number;
  /** Of the whole width, the most for labels. */
  labelShare?: number;
}

/** A row for each label, all as high as the highest needs; `marks` stand right of the plot. */
export function layRows(
  labels: readonly string[],
  marks: readonly string[],
  { least, strongRow, labelShare = 0.34, ...place }: RowPlace,
): Rows {
  const most = Math.round(place.width * labelShare);
  const labelWidth = Math.min(most, Math.ceil(widest(labels, true)) + 1);
  const markWidth = Math.ceil(widest(marks));
  const wrapped = labels.map((label) => wrapText(label, labelWidth, faces.strong));
  const line = lineHeight(faces.label);
  const lines = Math.max(1, ...wrapped.map((one) => one.length));
  const pitch = Math.max(least + 12, lines * line + 10);
  const left = place.left + labelWidth + 14;
  const width = place.width - labelWidth - 14 - (markWidth > 0 ? markWidth + 14 : 0);
  const centre = (at: number) => place.top + pitch * (at + 0.5);
  const text = (at: number, own: readonly string[]) => ({
    y: centre(at) - (own.length * line) / 2,
    lines: own,
    face: faces.label,
  });
  return {
    left,
    top: place.top,
    width,
    height: pitch * labels.length,
    centre,
    texts: [
      ...wrapped.map((own, at) => ({
        ...text(at, own),
        x: place.left,
        colour: ink,
        face: at === strongRow ? faces.strong : faces.label,
      })),
      ...marks.map((mark, at) => ({
        ...text(at, [mark]),
        x: place.left + place.width,
        align: 'right' as const,
        colour: quiet,
      })),
    ],
  };
}

/** Rows of bars with the base of each beside it. */
export const rowsOf = (bars: readonly Bar[], place: Place, least: number): Rows =>
  layRows(
    bars.map(({ label }) => label),
    bars.map(baseMark),
    {
      ...place,
      least,
      ...(bars.length > 1 && bars[0]?.label === everybody ? { strongRow: 0 } : {}),
    },
  );

/** One plot without lines or ticks, whose values run from `range[0]` to `range[1]`, first row on top. */
export function plainGrid(
  { left, top, width, height }: Rows,
  rows: number,
  [min, max]: readonly [number, number],
): Pick<Body, 'grids' | 'xAxes' | 'yAxes'> {
  return {
    grids: [{ left, top, width, height, containLabel: false }],
    xAxes: [{ type: 'value', min, max, show: false }],
    yAxes: [
      {
        type: 'category',
        inverse: true,
        show: false,
        data: Array.from({ length: rows }, (_, at) => String(at)),
      },
    ],
  };
}
