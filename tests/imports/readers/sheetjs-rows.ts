import { read } from 'xlsx';
import { cellText } from '../../../src/imports/readers/cell-text.js';

/**
 * The visible sheets of a workbook as SheetJS reads them, the referee of our own reader. Throws whatever
 * SheetJS throws.
 */
export function sheetJsSheets(bytes: Buffer): { name: string; rows: string[][] }[] {
  const book = read(bytes, {
    type: 'buffer',
    dense: true,
    cellNF: true,
    cellText: false,
    cellFormula: false,
  });
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const shown = book.SheetNames.filter((_, place) => !book.Workbook?.Sheets?.[place]?.Hidden);
  return shown.flatMap((name) => {
    const sheet = book.Sheets[name];
    if (sheet === undefined || sheet['!type'] === 'chart') return [];
    const rows = Array.from(sheet['!data'] ?? [], (row) =>
      Array.from(row ?? [], (cell) => (cell === undefined ? '' : cellText(cell, date1904))),
    );
    return [{ name, rows }];
  });
}
