import { CFB, read, type CellObject, type WorkBook, type WorkSheet } from 'xlsx';
import { ViewfinderError } from '../../errors.js';
import type { SourceSheet } from '../import-types.js';
import { cellAddress } from './cell-address.js';
import { cellText } from './cell-text.js';
import { SheetMeter, unreadable, type ReadLimits } from './read-limits.js';
import { passwordProtected } from './zip-parts.js';

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

export interface SheetHints {
  /** The workbook writes dates as ISO text, which SheetJS keeps as dates only when told. */
  isoDates?: boolean;
  /** Places of hidden sheets that SheetJS does not report. */
  hidden?: Set<number>;
}

/** The visible sheets of a workbook, every cell as text. Throws `invalid` or `too_large`. */
export function readSheets(
  bytes: Buffer,
  name: string,
  limits: ReadLimits,
  hints: SheetHints = {},
): SheetsRead {
  const book = guarded(name, () =>
    read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      cellDates: hints.isoDates ?? false,
      UTC: true,
    }),
  );
  const notes: string[] = [];
  const sheets = visibleSheets(book, hints.hidden ?? new Set(), notes).map((sheet) =>
    guarded(name, () => readSheet(sheet, book, { name, limits, notes })),
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
  hidden: Set<number>,
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
    notes.push(`The hidden sheet “${title}” was not read.`);
  }
  return visible;
}

interface SheetReading {
  name: string;
  limits: ReadLimits;
  notes: string[];
}

function readSheet(
  { title, sheet }: { title: string; sheet: WorkSheet },
  book: WorkBook,
  { name, limits, notes }: SheetReading,
): SourceSheet {
  const grid = denseCells(sheet);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const meter = new SheetMeter(name, ` (sheet “${title}”)`, limits);
  const errors: string[] = [];
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
  if (errors.length > 0) notes.push(errorNote(title, errors));
  return { name: title, rows: withoutBlankEnd(rows) };
}

const errorNote = (title: string, addresses: string[]) =>
  addresses.length === 1
    ? `Sheet “${title}”: the error in cell ${addresses[0]} was read as blank.`
    : `Sheet “${title}”: ${addresses.length} cells with an error such as #N/A were read as blank, the first of them ${addresses[0]}.`;

/** Missing where the sheet has no cell; rows and cells without a value are holes. */
const denseCells = (sheet: WorkSheet): ((CellObject | undefined)[] | undefined)[] =>
  sheet['!data'] ?? [];

function withoutBlankEnd(rows: string[][]): string[][] {
  let end = rows.length;
  while (end > 0 && rows[end - 1]?.every((text) => text === '')) end -= 1;
  return rows.slice(0, end);
}
