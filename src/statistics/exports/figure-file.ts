import { writeCsv } from '../../http/csv.js';
import { formatDate } from '../../http/formats.js';
import { framedWorkbook, linesAbove, notForPublication, type Frame } from './framed-workbook.js';
import type { Cell } from './workbook.js';
import { writeXlsx } from './write-xlsx.js';

export const figureFormats = ['xlsx', 'csv'] as const;
export type FigureFormat = (typeof figureFormats)[number];
export type FigureRow = (string | number)[];

export interface FigureTable {
  frame: Frame;
  /** Of the sheet. */
  name: string;
  /** What stands above the table besides the frame's source. */
  lines: readonly string[];
  headings: readonly string[];
  /** So many columns in front are words; the others are figures. */
  words: number;
  rows: readonly FigureRow[];
  /** How the figures were selected, which a CSV file repeats in each row, having no other place for it. */
  about: readonly (readonly [heading: string, value: string])[];
}

/** One table of figures as a workbook, with a cover and notes, or as CSV. */
export function figureFile(
  table: FigureTable,
): Record<FigureFormat, () => Promise<string | Buffer>> {
  const { frame, name, headings, rows } = table;
  const use = frame.isInternal ? notForPublication : 'For publication';
  const about = [...table.about, ['Made on', formatDate(frame.madeAt)], ['Use', use]] as const;
  const columns = headings.map((heading, at) => ({
    heading,
    kind: at < table.words ? ('text' as const) : ('figure' as const),
  }));
  const cells = rows.map((row) =>
    row.map((value): Cell =>
      typeof value === 'number' && !Number.isInteger(value) ? String(value) : value,
    ),
  );
  const lines = linesAbove(frame.isInternal, [frame.source, ...table.lines]);
  const sheet = { name, title: frame.title, lines, table: { name, columns, rows: cells } };
  return {
    xlsx: () => writeXlsx(framedWorkbook(frame, [sheet])),
    csv: () =>
      Promise.resolve(
        writeCsv([
          [...headings, ...about.map(([heading]) => heading)],
          ...rows.map((row) => [...row, ...about.map(([, value]) => value)]),
        ]),
      ),
  };
}
