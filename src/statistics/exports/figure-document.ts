import { writeCsv } from '../../http/csv.js';
import { framedWorkbook, notForPublication, type Frame } from './framed-workbook.js';
import { shorthands } from './shorthand.js';
import type { TidyRow } from './tidy-rows.js';
import type { Sheet } from './workbook.js';
import { writeOds } from './write-ods.js';
import { writeXlsx } from './write-xlsx.js';

/** One figure, with what only measures and trends say of theirs. */
export interface FigureRow extends TidyRow {
  measure?: string;
  sentence?: string;
  /** Of a change: corrected for all that were tested. */
  adjustedP?: number | null;
}

/** Figures that leave as a file of any format: tables for people, and one figure a row for programs. */
export interface FigureDocument {
  /** Without its ending. */
  fileName: string;
  frame: Frame;
  sheets: readonly Sheet[];
  /** The keys of a row in their order, with what heads each in a CSV. */
  headings: Readonly<Partial<Record<keyof FigureRow, string>>>;
  rows: readonly FigureRow[];
}

const use = ({ isInternal }: Frame) => (isInternal ? notForPublication : 'For publication');

function csvOf({ frame, headings, rows }: FigureDocument): string {
  const keys = Object.keys(headings) as (keyof FigureRow)[];
  return writeCsv([
    [...Object.values(headings), 'Use'],
    ...rows.map((row) => [...keys.map((key) => row[key] ?? ''), use(frame)]),
  ]);
}

function jsonOf({ frame, rows }: FigureDocument): string {
  const { title, source, countsNote, madeAt } = frame;
  return JSON.stringify(
    {
      title,
      use: use(frame),
      source,
      note: countsNote,
      madeAt,
      shorthand: shorthands,
      figures: rows,
    },
    null,
    2,
  );
}

const workbookOf = ({ frame, sheets }: FigureDocument) => framedWorkbook(frame, sheets);

/** How a file is written, by its ending and that of its address. */
export const figureFormats = {
  xlsx: (figures: FigureDocument) => writeXlsx(workbookOf(figures)),
  ods: (figures: FigureDocument) => writeOds(workbookOf(figures)),
  csv: (figures: FigureDocument) => Promise.resolve(csvOf(figures)),
  json: (figures: FigureDocument) => Promise.resolve(jsonOf(figures)),
} as const;
export type FigureFormat = keyof typeof figureFormats;
export const formatKeys = Object.keys(figureFormats) as FigureFormat[];

/** The whole name of the file: what must not be published says so. */
export const fileNameFor = ({ fileName, frame }: FigureDocument, format: FigureFormat) =>
  `${fileName}${frame.isInternal ? '-not-for-publication' : ''}.${format}`;
