import type { SourceSheet } from '../import-types.js';
import { buildTable } from './build-table.js';
import { splitBrackets } from './header-rows.js';
import { headerText } from './header-text.js';
import type { Layout } from './layout.js';

const sampledRows = 300;
const mostTitleRows = 30;

const filledCells = (cells: string[] | undefined) =>
  (cells ?? []).filter((cell) => cell.trim() !== '').length;

function median(counts: number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * The row of headers (0-based): the first as wide as the table. Titles and remarks above a table fill a
 * cell or two; a header row fills at least six tenths of the columns that the rows below it fill.
 */
export function findHeaderRow({ rows }: SourceSheet): number {
  const counts = rows.slice(0, sampledRows).map(filledCells);
  const typical = median(counts.filter((count) => count > 0));
  const found = counts
    .slice(0, mostTitleRows)
    .findIndex((count) => count > 0 && count >= typical * 0.6);
  return Math.max(0, found);
}

const looksLikeAnswer = (cell: string) => /^-?[\d.,:/\s-]*\d[\d.,:/\s-]*%?$/.test(cell.trim());

/** Any table with one header row, whoever wrote it: the fallback. */
export const plain: Layout = {
  key: 'plain',
  name: 'Plain table',
  recognise: (sheet) => ({
    score: sheet.rows.length > 1 ? 0.1 : 0,
    evidence: [`Row ${findHeaderRow(sheet) + 1} was taken as the row of headers.`],
  }),
  toTable: (sheet) => {
    const row = findHeaderRow(sheet);
    const headers = (sheet.rows[row] ?? []).map(headerText);
    const above = sheet.rows.slice(0, row).filter((cells) => filledCells(cells) > 0).length;
    const notes: string[] = [];
    if (above > 0) {
      notes.push(
        `${above === 1 ? 'A line' : `${above} lines`} above the headers in row ${row + 1} ${above === 1 ? 'was' : 'were'} left out.`,
      );
    }
    const filled = headers.filter((header) => header !== '');
    if (filled.length > 0 && filled.filter(looksLikeAnswer).length * 2 > filled.length) {
      notes.push(`Row ${row + 1} was taken as headers, but it looks like answers.`);
    }
    return buildTable(sheet, {
      layout: 'plain',
      layoutName: 'Plain table',
      evidence: plain.recognise(sheet).evidence,
      headings: splitBrackets(headers),
      firstRow: row + 1,
      notes,
    });
  },
};
