/**
 * A workbook of statistics as the Government Analysis Function's guidance "Releasing statistics in
 * spreadsheets" has it: every sheet with a title in A1, what has to be known in the rows below, then at
 * most one table, marked as one, with a single header row and no merged or empty cells, filters or frozen
 * panes. The two writers, for .xlsx and .ods, place the same cells.
 */

/** A number shown to one decimal place, such as the limit of an interval. */
export interface Tenths {
  value: number;
}
/** To the beginning of another sheet, by its name. */
export interface SheetLink {
  text: string;
  sheet: string;
}
/** Whole numbers are shown with separators of thousands; a text is always a text. */
export type Cell = string | number | Tenths | SheetLink;

export interface Column {
  heading: string;
  kind: 'text' | 'figure';
  /** In characters, where the width is not to follow from the kind. */
  width?: number;
}

export interface Table {
  /** Unique in the workbook: letters, digits and underscores. */
  name: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
}

export interface Sheet {
  /** Short and unique, on its tab. */
  name: string;
  title: string;
  lines: readonly (string | SheetLink)[];
  table: Table | null;
}

export interface Workbook {
  title: string;
  /** ISO instant. */
  madeAt: string;
  sheets: readonly Sheet[];
}

export const styles = [
  'text',
  'title',
  'heading',
  'figureHeading',
  'figure',
  'tenths',
  'link',
] as const;
export type Style = (typeof styles)[number];

export interface PlacedCell {
  style: Style;
  value: string | number;
  /** The sheet that the cell links to. */
  sheet?: string;
}

export interface PlacedSheet {
  name: string;
  rows: PlacedCell[][];
  /** Lines of text of the tallest cell, by row: not every program finds a row's height by itself. */
  heights: number[];
  /** 0-based row of the table's headings; the table is all from there. */
  headingRow: number | null;
  /** In characters, by column. */
  widths: number[];
  table: Table | null;
}

/** "A" for column 0, "AA" for 26. */
export function columnLetters(column: number): string {
  const before = Math.floor(column / 26) - 1;
  return `${before < 0 ? '' : columnLetters(before)}${String.fromCharCode(65 + (column % 26))}`;
}

/** A cell holds no more in Excel. */
const longestCell = 32_767;
/** Excel refuses a file that holds these. */
const controls = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

const cleanText = (text: string) => text.replace(controls, '').slice(0, longestCell);

function place(cell: Cell, kind: Column['kind']): PlacedCell {
  if (typeof cell === 'number') return { style: 'figure', value: cell };
  // A shorthand stands at the right, where the number would be.
  if (typeof cell === 'string')
    return { style: kind === 'figure' ? 'figure' : 'text', value: cleanText(cell) };
  if ('value' in cell) return { style: 'tenths', value: cell.value };
  return { style: 'link', value: cleanText(cell.text), sheet: cell.sheet };
}

/** No two columns of a marked table may have the same heading, in any case. */
function uniqueHeadings(columns: readonly Column[]): Column[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const heading = cleanText(column.heading.replace(/\s+/g, ' ').trim()).slice(0, 200);
    let own = heading;
    for (let next = 2; taken.has(own.toLowerCase()); next += 1) own = `${heading} (${next})`;
    taken.add(own.toLowerCase());
    return { ...column, heading: own };
  });
}

const widthOf = { text: 40, figure: 15 };
const widthOfText = 100;

/** How many lines a text takes in a column of so many characters, broken between words. */
function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    let room = 0;
    for (const word of paragraph.split(' ')) {
      if (room < word.length) lines += Math.max(1, Math.ceil(word.length / width));
      room = room < word.length ? width - (word.length % width) : room - word.length;
      room -= 1;
    }
  }
  return Math.max(1, lines);
}

/** A width counts digits, and most letters are narrower. */
const roomier = 1.1;

const heightOf = (row: readonly PlacedCell[], widths: readonly number[]) =>
  Math.max(
    ...row.map(({ style, value }, at) =>
      style === 'title' || typeof value === 'number'
        ? 1
        : linesOf(value, (widths[at] ?? 1) * roomier),
    ),
  );

/** Where everything of a sheet stands. */
export function placeSheet({ name, title, lines, table }: Sheet): PlacedSheet {
  const above: PlacedCell[][] = [
    [{ style: 'title', value: cleanText(title) }],
    ...lines.map((line) => [place(line, 'text')]),
  ];
  const placed = (rows: PlacedCell[][], widths: number[]) => ({
    name,
    rows,
    widths,
    heights: rows.map((row) => heightOf(row, widths)),
  });
  if (!table) return { ...placed(above, [widthOfText]), headingRow: null, table };
  const columns = uniqueHeadings(table.columns);
  const headings = columns.map(({ heading, kind }): PlacedCell => ({
    style: kind === 'figure' ? 'figureHeading' : 'heading',
    value: heading,
  }));
  const rows = table.rows.map((row) => columns.map(({ kind }, at) => place(row[at] ?? '', kind)));
  const widths = columns.map(({ kind, width }) => width ?? widthOf[kind]);
  return {
    ...placed([...above, headings, ...rows], widths),
    headingRow: above.length,
    table: { ...table, columns },
  };
}
