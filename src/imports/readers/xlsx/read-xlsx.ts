import type { SourceSheet } from '../../import-types.js';
import { errorNote, hiddenNote, withoutBlankEnd } from '../sheet-notes.js';
import { damaged, SheetMeter, type ReadLimits } from '../read-limits.js';
import type { ZipDirectory } from '../zip-directory.js';
import { CellValues } from './cell-values.js';
import type { Package } from './package-parts.js';
import { readSheetList, type ListedSheet } from './read-sheet-list.js';
import { readTimeKinds } from './read-styles.js';
import { RowCells, type TakeRow } from './row-cells.js';
import { SheetScanner } from './sheet-scanner.js';
import { StringsScanner } from './strings-scanner.js';
import { utf8Chunks } from './utf8-chunks.js';
import type { XmlScanner } from './xml-scanner.js';

export interface XlsxSource {
  zip: ZipDirectory;
  fileName: string;
  limits: ReadLimits;
}

/**
 * Reads the visible sheets of an .xlsx or .xlsm row by row, holding its shared strings but neither a
 * part nor a sheet. `enterSheet` is asked for each sheet, in order, what takes its rows.
 * @returns what was assumed in reading, in plain sentences
 * @throws ViewfinderError `invalid` or `too_large`
 */
export async function streamXlsx(
  { zip, fileName, limits }: XlsxSource,
  enterSheet: (title: string) => TakeRow,
): Promise<string[]> {
  const file: Package = { fileName, zip };
  const list = await readSheetList(file);
  const strings = new StringsScanner(fileName, limits);
  if (list.sharedStrings !== undefined) await scan(file, list.sharedStrings, strings);
  const values = new CellValues({
    sharedStrings: strings.strings,
    timeKinds: await readTimeKinds(file, list.styles),
    date1904: list.date1904,
  });
  const meter = new SheetMeter(fileName, limits);
  const notes: string[] = [];
  for (const { title, part } of shownSheets(list.sheets, notes)) {
    if (part === undefined) throw damaged(fileName);
    meter.enter(title);
    const rows = new RowCells(meter, enterSheet(title));
    await scan(file, part, new SheetScanner(fileName, rows, values));
    if (rows.unknown.count > 0) notes.push(errorNote(title, rows.unknown));
  }
  return notes;
}

/** The same with every row kept. */
export async function readXlsx(
  source: XlsxSource,
): Promise<{ sheets: SourceSheet[]; notes: string[] }> {
  const sheets: SourceSheet[] = [];
  const notes = await streamXlsx(source, (name) => {
    const rows: string[][] = [];
    sheets.push({ name, rows });
    return (row, cells) => placeRow(rows, row, cells);
  });
  for (const sheet of sheets) sheet.rows = withoutBlankEnd(sheet.rows);
  return { sheets, notes };
}

async function scan(file: Package, part: string, scanner: XmlScanner) {
  for await (const chunk of utf8Chunks(file.zip.chunks(part), file.fileName)) scanner.push(chunk);
  scanner.end();
}

function shownSheets(sheets: ListedSheet[], notes: string[]): ListedSheet[] {
  const shown = sheets.filter((one) => !one.hidden);
  if (shown.length === 0) return sheets;
  notes.push(...sheets.filter((one) => one.hidden).map(({ title }) => hiddenNote(title)));
  return shown;
}

/** One for all, so that a lone cell in the last row of a sheet does not cost a million arrays. */
const blankRow: string[] = [];
Object.freeze(blankRow);

/** Rows may come in any order and twice; later cells then count. */
function placeRow(rows: string[][], row: number, cells: string[]) {
  while (rows.length < row - 1) rows.push(blankRow);
  const before = rows[row - 1] ?? blankRow;
  rows[row - 1] =
    before.length === 0
      ? cells
      : Array.from(
          { length: Math.max(before.length, cells.length) },
          (_, column) => [cells[column], before[column]].find((text) => text) ?? '',
        );
}
