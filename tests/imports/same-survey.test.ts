import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  SSF as formatter,
  write,
  type BookType,
  type CellObject,
  type WorkBook,
  type WorkSheet,
} from 'xlsx';
import { guessMapping } from '../../src/imports/columns/guess-mapping.js';
import { recogniseLayout } from '../../src/imports/layouts/recognise-layout.js';
import { prepareImport } from '../../src/imports/prepare/prepare-import.js';
import { readWorkbook } from '../../src/imports/readers/read-workbook.js';
import { projectPath } from '../../src/paths.js';

const headerRows: Record<string, number> = {
  'fostering-2012-13.csv': 3,
  'childrens-homes-2012-13.xlsx': 1,
  'adoption-2012-13.xlsx': 2,
  'secure-childrens-homes-2011-12.ods': 1,
};

const day = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d)?$/;
const serial = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`) / 86_400_000 + 25_569;

/** A cell as a spreadsheet program holds it: dates as dates, numbers as numbers. */
function typed(text: string): CellObject {
  if (day.test(text)) {
    const date =
      /^\S{10}$/.test(text) && !text.includes('T') ? serial(`${text}T00:00:00`) : serial(text);
    return { t: 'n', v: date, z: text.length === 10 ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm:ss' };
  }
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(text)) return { t: 'n', v: Number(text) };
  if (/^-?\d+(?:\.\d+)?%$/.test(text))
    return { t: 'n', v: Number(text.slice(0, -1)) / 100, z: '0%' };
  if (text === 'TRUE' || text === 'FALSE') return { t: 'b', v: text === 'TRUE' };
  return { t: 's', v: text };
}

/** SheetJS ships its number formats without types. */
const formats = formatter as { format(format: string, value: unknown): string };

/** What the program writes of it into a text file: what is seen in the cell. */
function shown(cell: CellObject): string {
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE';
  return cell.t === 'n' ? formats.format(String(cell.z ?? 'General'), cell.v) : String(cell.v);
}

/** What Windows-1252 has no byte for, as ♥, would be lost in one of the forms. */
const representable = (text: string) => text.replace(/[^\n -~\u00a0-\u00ff’“”–—‘…]/gu, '');

/** The sample's first sheet with columns of its own: decimals, percentages, booleans, accents, line breaks. */
async function cellsOf(file: string): Promise<CellObject[][]> {
  const book = await readWorkbook(readFileSync(projectPath(`samples/${file}`)), file);
  const rows = book.sheets[0]?.rows ?? [];
  const width = Math.max(...rows.map((cells) => cells.length));
  const first = headerRows[file] ?? 1;
  const titles = [
    'Hours a week',
    'Share of visits',
    'Was a friend there',
    'Visited on',
    'In one word',
  ];
  const below =
    first === 2 ? titles.map((_, at) => (at === 4 ? 'Open-Ended Response' : 'Response')) : titles;
  return rows.map((cells, row) => {
    const own = Array.from({ length: width }, (_, at) => representable(cells[at] ?? ''));
    const more =
      row === 0
        ? titles
        : row < first
          ? row === 2
            ? titles.map((_, at) => `{"ImportId":"QID9${at}"}`)
            : below
          : [
              `${(row * 7) % 40}.${row % 2 === 0 ? '5' : '25'}`,
              `${(row * 3) % 100}%`,
              row % 3 === 0 ? 'TRUE' : 'FALSE',
              `2013-0${(row % 9) + 1}-1${row % 10}`,
              row % 4 === 0
                ? ''
                : `Très bien n° ${row}: it’s “fine” –\nand £${row} saved, “so; there”`,
            ];
    return [...own, ...more].map(typed);
  });
}

function bookBytes(cells: CellObject[][], bookType: BookType): Buffer {
  const sheet: WorkSheet = {};
  const width = Math.max(...cells.map((row) => row.length));
  cells.forEach((row, y) =>
    row.forEach((cell, x) => {
      if (cell.v !== '') sheet[`${letters(x)}${y + 1}`] = cell;
    }),
  );
  sheet['!ref'] = `A1:${letters(width - 1)}${cells.length}`;
  const book: WorkBook = { SheetNames: ['views'], Sheets: { views: sheet } };
  return write(book, { type: 'buffer', bookType, compression: true }) as Buffer;
}

const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : `${letters(Math.floor(column / 26) - 1)}${letters(column % 26)}`;

const quoted = (text: string) =>
  /[",;\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const delimited = (cells: CellObject[][], separator: string, end = '\r\n') =>
  cells.map((row) => row.map((cell) => quoted(shown(cell))).join(separator) + end).join('');

const windowsBytes: Record<string, string> = {
  '’': '\x92',
  '“': '\x93',
  '”': '\x94',
  '–': '\x96',
  '—': '\x97',
  '‘': '\x91',
  '…': '\x85',
};
const windows1252 = (text: string) =>
  Buffer.from(
    text.replace(/[’“”–—‘…]/g, (mark) => windowsBytes[mark] ?? mark),
    'latin1',
  );

const forms: [string, (cells: CellObject[][]) => Buffer][] = [
  ['ods', (cells) => bookBytes(cells, 'ods')],
  ['fods', (cells) => bookBytes(cells, 'fods')],
  ['xlsb', (cells) => bookBytes(cells, 'xlsb')],
  ['xls', (cells) => bookBytes(cells, 'biff8')],
  ['UTF-16 tsv', (cells) => Buffer.from(`\ufeff${delimited(cells, '\t')}`, 'utf16le')],
  ['Windows-1252 csv', (cells) => windows1252(delimited(cells, ','))],
  ['semicolon csv', (cells) => Buffer.from(`\ufeff${delimited(cells, ';')}`)],
  ['vertical bar txt, bare CR', (cells) => Buffer.from(delimited(cells, '|', '\r'))],
];

/** All that an import would store, and all that it would say. */
async function preparedFrom(bytes: Buffer) {
  const table = recogniseLayout(await readWorkbook(bytes, 'views.xlsx'), 'views.xlsx');
  const mapping = guessMapping(table);
  return {
    mapping,
    prepared: prepareImport(table, mapping, { fileName: 'views.xlsx', groupKey: null }),
  };
}

describe.each(Object.keys(headerRows))('%s', (file) => {
  let cells: CellObject[][];
  let expected: Awaited<ReturnType<typeof preparedFrom>>;
  beforeAll(async () => {
    cells = await cellsOf(file);
    expected = await preparedFrom(bookBytes(cells, 'xlsx'));
  });

  test('has its questions, answers and comments as .xlsx', () => {
    const { prepared } = expected;
    expect(prepared.responses.length).toBeGreaterThan(50);
    const kinds = Object.fromEntries(prepared.questions.map(({ text, kind }) => [text, kind]));
    expect(kinds).toMatchObject({ 'Hours a week': 'number', 'Share of visits': 'number' });
    expect(prepared.comments.some(({ text }) => text.includes('–\nand £'))).toBe(true);
  });

  test.each(forms)('has the same as %s', async (_, write) => {
    const found = await preparedFrom(write(cells));
    expect(found.mapping).toEqual(expected.mapping);
    expect(found.prepared).toEqual(expected.prepared);
  });
});
