import type {
  BarSeriesOption,
  CustomSeriesOption,
  GridComponentOption,
  LegendComponentOption,
  LineSeriesOption,
  XAXisComponentOption,
  YAXisComponentOption,
} from 'echarts';
import { ink, type Paint, type Pattern } from './palette.js';
import type { Face } from './text-fit.js';

/** Fonts that a PNG is drawn with, then those that a browser has. */
export const fontFamily = "'Source Sans 3', Arial, sans-serif";

/** Sizes of text in pixels. */
export const faces = {
  title: { size: 22, bold: true },
  subtitle: { size: 16 },
  label: { size: 16 },
  strong: { size: 16, bold: true },
  note: { size: 14 },
} as const satisfies Record<string, Face>;

export const lineHeight = ({ size }: Face) => Math.round(size * 1.3);

/** A text at its place: `y` is the top of its first line. */
export interface PlacedText {
  x: number;
  y: number;
  lines: readonly string[];
  face: Face;
  colour?: string;
  align?: 'left' | 'right' | 'center';
}

/** A thin line between two places. */
export interface PlacedLine {
  from: readonly [x: number, y: number];
  to: readonly [x: number, y: number];
  colour: string;
  dashed?: boolean;
  /** Under the bars and lines of figures. */
  behind?: boolean;
}

/** Where a chart's body goes, in pixels. */
export interface Place {
  left: number;
  top: number;
  width: number;
}

/** The part of a chart that its kind draws. */
export interface Body {
  height: number;
  texts: PlacedText[];
  lines?: PlacedLine[];
  grids: GridComponentOption[];
  xAxes: XAXisComponentOption[];
  yAxes: YAXisComponentOption[];
  series: (BarSeriesOption | CustomSeriesOption | LineSeriesOption)[];
}

/** One sign of the legend: the series that it names, and how that is drawn. */
export interface Key {
  series: string;
  label: string;
  paint: Paint;
}

export type LegendOption = LegendComponentOption;

const turn = Math.PI / 4;
const shapes: Record<Exclude<Pattern, 'plain'>, object> = {
  rising: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: -turn },
  falling: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: turn },
  level: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: 0 },
  upright: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: 2 * turn },
  dots: {
    symbol: 'circle',
    symbolSize: 0.8,
    dashArrayX: [
      [0, 6],
      [3, 3],
    ],
    dashArrayY: [3, 3],
  },
  diamonds: {
    symbol: 'diamond',
    symbolSize: 0.9,
    dashArrayX: [
      [0, 8],
      [4, 4],
    ],
    dashArrayY: [4, 4],
  },
  wide: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 10], rotation: -turn },
};

/** A fill with its pattern, as ECharts has it. */
export function fillOf({ fill, text, edge, pattern }: Paint) {
  const decal =
    pattern === 'plain'
      ? undefined
      : {
          ...shapes[pattern],
          color: text === ink ? 'rgba(11,12,12,0.35)' : 'rgba(255,255,255,0.5)',
        };
  return { color: fill, decal, borderColor: edge, borderWidth: 1 };
}

/** The face of a label on a fill: its ground keeps the pattern from under the letters. */
export const labelOn = ({ fill, text }: Paint) => ({
  show: true,
  fontSize: faces.label.size,
  fontFamily,
  color: text,
  backgroundColor: fill,
  padding: [1, 3, 1, 3],
});
