import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BookType } from 'xlsx';
import { bookBytes, bookOf, readBytes } from './written-file.js';

const columns = 3;
const plainCharacters = fc.constantFrom(
  ...'aZ09 ,;|\t"\n_<&='.split(''),
  ' it’s ',
  ' café ',
  ' “so” ',
  '£5',
  '__proto__',
);
const cell = fc.array(plainCharacters, { maxLength: 8 }).map((parts) => parts.join(''));
const headers: string[] = ['First question', 'Second question', 'Third question'];
const table: fc.Arbitrary<string[][]> = fc
  .array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1 })
  .map((rows) => [headers, ...rows]);

const windows1252 = new Map([
  ['’', '\x92'],
  ['“', '\x93'],
  ['”', '\x94'],
]);
const encoders = {
  utf8: (text: string) => Buffer.from(text),
  utf8bom: (text: string) => Buffer.from(`\ufeff${text}`),
  utf16le: (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  utf16be: (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  windows1252: (text: string) =>
    Buffer.from(
      text.replace(/[’“”]/g, (mark) => windows1252.get(mark) ?? ''),
      'latin1',
    ),
};

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe('any table of text', () => {
  test('comes back from delimited text cell for cell', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(...Object.values(encoders)),
        async (rows, separator, lineEnd, encode) => {
          // One accented word in a header lets the single-byte encodings be told apart.
          const written = rows.map((cells, row) =>
            row === 0 ? [...cells.slice(0, 2), 'Café'] : cells,
          );
          const text = written.map((cells) => cells.map(quoted).join(separator)).join(lineEnd);
          const read = await readBytes(encode(text), 'table.csv');
          expect(read.sheets[0]?.rows).toEqual(written);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('comes back from .xlsx and .xls cell for cell', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom<BookType>('xlsx', 'biff8'), async (rows, type) => {
        const read = await readBytes(bookBytes(bookOf({ Form1: rows }), type));
        const back = read.sheets[0]?.rows ?? [];
        expect(
          rows.map((cells, row) => cells.map((_, column) => back[row]?.[column] ?? '')),
        ).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });
});
