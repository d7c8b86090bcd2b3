import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaultReadLimits } from '../../../../src/imports/readers/read-limits.js';
import { streamXlsx } from '../../../../src/imports/readers/xlsx/read-xlsx.js';
import { openZip } from '../../../../src/imports/readers/zip-directory.js';
import { largeExport } from '../../../bench/large-export.js';
import { sheetJsSheets } from '../sheetjs-rows.js';
import { bookBytes, bookOf, readBytes, type Cell } from '../written-file.js';

const formats = ['dd/mm/yyyy', 'h:mm', '[h]:mm', '0.00%', 'yyyy-mm-dd hh:mm:ss', '#,##0'];
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/\p{C}|\uFFFD/gu, '')),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc
    .record({ v: fc.double({ min: 0, max: 80_000, noNaN: true }), z: fc.constantFrom(...formats) })
    .map((written): Cell => ({ t: 'n', ...written })),
);

describe('any workbook', () => {
  test('that SheetJS writes is read as SheetJS reads it', async () => {
    const grid = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(grid, fc.boolean(), fc.boolean(), async (rows, date1904, shared) => {
        const book = bookOf({ Responses: rows });
        book.Workbook = { WBProps: { date1904 } };
        const bytes = bookBytes(book, 'xlsx', shared);
        expect(filled((await readBytes(bytes)).sheets)).toEqual(filled(sheetJsSheets(bytes)));
      }),
      { numRuns: 150 },
    );
  });

  test('of the benchmark’s is read alike with its texts shared and in its cells', async () => {
    const read = async (strings: 'shared' | 'inline') =>
      readFileSync(await largeExport({ responses: 300, strings }));
    const [shared, inline] = [await read('shared'), await read('inline')];
    const ours = (await readBytes(shared)).sheets;
    expect(ours[0]?.rows.length).toBe(301);
    expect(new Set(ours[0]?.rows.map((row) => row.length))).toEqual(new Set([30]));
    expect(ours).toEqual((await readBytes(inline)).sheets);
    expect(filled(ours)).toEqual(filled(sheetJsSheets(shared)));
  });

  test('is handed over row by row', async () => {
    const bytes = bookBytes(bookOf({ A: [['x'], [null], ['y', 'z']], B: [[1]] }));
    const taken: unknown[] = [];
    const zip = await openZip(bytes, 'f.xlsx', defaultReadLimits);
    await streamXlsx(
      { zip, fileName: 'f.xlsx', limits: defaultReadLimits },
      (title) => (row, cells) => {
        taken.push([title, row, cells]);
      },
    );
    expect(taken).toEqual([
      ['A', 1, ['x']],
      ['A', 3, ['y', 'z']],
      ['B', 1, ['1']],
    ]);
  });
});

/** Without the blank cells at the end of rows, and without the blank rows at the end. */
function filled(sheets: { name: string; rows: string[][] }[]) {
  return sheets.map(({ name, rows }) => {
    const cells = rows.map((row) => row.slice(0, row.findLastIndex((text) => text !== '') + 1));
    return { name, rows: cells.slice(0, cells.findLastIndex((row) => row.length > 0) + 1) };
  });
}
