import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  SimpleField,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type ParagraphChild,
} from 'docx';
import { plain } from '../../../documents/docx-parts.js';
import type { PrintedTable } from '../appendix.js';
import { textWidth } from '../../../statistics/charts/text-fit.js';

/** Twentieths of a point between the margins of the page. */
export const textWidthOfPage = 9638;

export interface WordColumn {
  words: ParagraphChild[];
  isNumber: boolean;
  /** In twentieths of a point; alike for all where it is not given. */
  width?: number;
}

const line = { style: BorderStyle.SINGLE, size: 4, color: 'B1B4B6' };
const none = { style: BorderStyle.NONE };
const borders = {
  ...{ top: none, left: none, right: none, insideVertical: none },
  ...{ bottom: line, insideHorizontal: line },
};

/** Numbers stand to the right; the first row heads the table on every page. */
export function wordTable(
  columns: readonly WordColumn[],
  rows: readonly (readonly ParagraphChild[][])[] | readonly ParagraphChild[][][],
): Table {
  const usual = Math.floor(textWidthOfPage / Math.max(columns.length, 1));
  const widths = columns.map(({ width }) => width ?? usual);
  const rowOf = (cells: readonly ParagraphChild[][], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: columns.map(
        ({ isNumber }, at) =>
          new TableCell({
            width: { size: widths[at] ?? usual, type: WidthType.DXA },
            margins: { top: 50, bottom: 50, left: at === 0 ? 0 : 90, right: 90 },
            children: [
              new Paragraph({
                style: isHead ? 'TableHeading' : 'TableText',
                alignment: isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
                children: cells[at] ?? [],
              }),
            ],
          }),
      ),
    });
  return new Table({
    width: { size: textWidthOfPage, type: WidthType.DXA },
    columnWidths: widths,
    borders,
    rows: [
      rowOf(
        columns.map(({ words }) => words),
        true,
      ),
      ...rows.map((cells) => rowOf(cells, false)),
    ],
  });
}

/** Points of a table's words, and twentieths of a point around them. */
const cellSize = 9.5;
const cellRoom = 200;
const mostOfColumn = 2800;
const twipsOf = (words: string) => textWidth(words, { size: cellSize, bold: true }) * 20 + cellRoom;

/** No column is narrower than its longest word; the rest of the page goes to those with the longest texts. */
function widthsOf({ columns, rows }: PrintedTable): number[] {
  const wants = columns.map(({ name }, at) => {
    const cells = [name, ...rows.map((row) => row[at] ?? '')];
    const least = Math.max(...cells.flatMap((cell) => cell.split(' ')).map(twipsOf));
    return {
      least,
      more: Math.max(0, Math.min(Math.max(...cells.map(twipsOf)), mostOfColumn) - least),
    };
  });
  const sum = (of: 'least' | 'more') => wants.reduce((total, want) => total + want[of], 0);
  const left = textWidthOfPage - sum('least');
  if (left < 0)
    return wants.map(({ least }) => Math.floor((least / sum('least')) * textWidthOfPage));
  // What nobody wants goes to the first column, whose words head the rows.
  const share = Math.min(1, left / Math.max(sum('more'), 1));
  const rest = left - sum('more') * share;
  return wants.map(({ least, more }, at) =>
    Math.floor(least + more * share + (at === 0 ? rest : 0)),
  );
}

export const printedTable = (table: PrintedTable): Table => {
  const widths = widthsOf(table);
  return wordTable(
    table.columns.map(({ name, isNumber }, at) => ({
      words: [new TextRun(plain(name))],
      isNumber,
      width: widths[at] ?? 0,
    })),
    table.rows.map((row) => row.map((cell) => [new TextRun(plain(cell))])),
  );
};

/** "Figure 1. …", the number a field that Word counts on when something is put before it. */
export const caption = (label: 'Figure' | 'Table', number: number, words: string): Paragraph =>
  new Paragraph({
    style: 'Caption',
    children: [
      new TextRun({ text: `${label} `, bold: true }),
      new SimpleField(`SEQ ${label} \\* ARABIC`, String(number)),
      new TextRun(plain(`. ${words}`)),
    ],
  });
