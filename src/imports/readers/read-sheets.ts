import { CFB, read, type CellObject, type WorkBook, type WorkSheet } from 'xlsx';
import { ViewfinderError } from '../../errors.js';
import type { SourceSheet } from '../import-types.js';
import { cellAddress } from './cell-address.js';
import { cellText } from './cell-text.js';
import { SheetMeter, unreadable, type ReadLimits } from './read-limits.js';
import { errorNote, hiddenNote, withoutBlankEnd } from './sheet-notes.js';
import { passwordProtected } from './zip-directory.js';

const foreignStreams: { stream: RegExp; what: string }[] = [
  { stream: /\/WordDocument$/i, what: 'a Word document' },
  { stream: /\/PowerPoint Document$/i, what: 'a PowerPoint presentation' },
  { stream: /\/__properties_version1\.0$/i, what: 'an Outlook message' },
];

/** Refuses a compound file that is encrypted or that is no workbook, naming what it is. */
export function checkCompoundFile(bytes: Buffer, name: string) {
  const paths = guarded(name, () => streamPaths(bytes));
  if (paths.some((path) => /\/(?:EncryptedPackage|EncryptionInfo)$/i.test(path))) {
    throw passwordProtected(name);
  }
  if (paths.some((path) => /\/(?:Workbook|Book)$/i.test(path))) return;
  const foreign = foreignStreams.find((one) => paths.some((path) => one.stream.test(path)));
  throw unreadable(
    name,
    foreign
      ? `is ${foreign.what}, not a spreadsheet; upload the spreadsheet itself`
      : 'holds no Excel workbook; open it in a spreadsheet program and save it as .xlsx',
  );
}

/** SheetJS ships its reader of compound files without types. */
const compoundFiles = CFB as {
  read(bytes: Buffer, options: { type: 'buffer' }): { FullPaths: string[] };
};
const streamPaths = (bytes: Buffer) => compoundFiles.read(bytes, { type: 'buffer' }).FullPaths;

export interface SheetsRead {
  sheets: SourceSheet[];
  notes: string[];
}

/**
 * The visible sheets of a workbook, every cell as text. `hidden` are places of hidden sheets that SheetJS
 * does not report. Throws `invalid` or `too_large`.
 */
export function readSheets(
  bytes: Buffer,
  name: string,
  limits: ReadLimits,
  hidden: ReadonlySet<number> = new Set(),
): SheetsRead {
  const book = guarded(name, () =>
    read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      cellDates: false,
      UTC: true,
    }),
  );
  const notes: string[] = [];
  const meter = new SheetMeter(name, limits);
  const sheets = visibleSheets(book, hidden, notes).map((sheet) =>
    guarded(name, () => readSheet(sheet, book, { meter, notes })),
  );
  return { sheets, notes };
}

/** SheetJS throws whatever it meets in a damaged file, strings and stack overflows included. */
function guarded<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ViewfinderError) throw error;
    if (/password|encrypt/i.test(String(error))) throw passwordProtected(name);
    throw unreadable(
      name,
      'is damaged or of a kind that cannot be read; open it in a spreadsheet program, save it as .xlsx and upload that',
      error,
    );
  }
}

function visibleSheets(
  book: WorkBook,
  hidden: ReadonlySet<number>,
  notes: string[],
): { title: string; sheet: WorkSheet }[] {
  const all = book.SheetNames.map((title, place) => ({
    title,
    sheet: book.Sheets[title],
    hidden: hidden.has(place) || Boolean(book.Workbook?.Sheets?.[place]?.Hidden),
  })).flatMap(({ title, sheet, hidden }) =>
    sheet === undefined || sheet['!type'] === 'chart' ? [] : [{ title, sheet, hidden }],
  );
  const visible = all.filter((one) => !one.hidden);
  if (visible.length === 0) return all;
  for (const { title } of all.filter((one) => one.hidden)) {
    notes.push(hiddenNote(title));
  }
  return visible;
}

interface SheetReading {
  meter: SheetMeter;
  notes: string[];
}

function readSheet(
  { title, sheet }: { title: string; sheet: WorkSheet },
  book: WorkBook,
  { meter, notes }: SheetReading,
): SourceSheet {
  const grid = denseCells(sheet);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const errors: string[] = [];
  meter.enter(title);
  meter.row(grid.length, 0);
  const rows = Array.from(grid, (cells = [], place) => {
    meter.row(place + 1, cells.length);
    return Array.from(cells, (cell, column) => {
      if (cell === undefined) return '';
      const text = cellText(cell, date1904);
      meter.cell(text, () => `cell ${cellAddress(place, column)}`);
      if (cell.t === 'e') errors.push(cellAddress(place, column));
      return text;
    });
  });
  const [first] = errors;
  if (first !== undefined) notes.push(errorNote(title, { first, count: errors.length }));
  return { name: title, rows: withoutBlankEnd(rows) };
}

/** Missing where the sheet has no cell; rows and cells without a value are holes. */
const denseCells = (sheet: WorkSheet): ((CellObject | undefined)[] | undefined)[] =>
  sheet['!data'] ?? [];
