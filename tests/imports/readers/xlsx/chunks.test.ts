import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaultReadLimits, SheetMeter } from '../../../../src/imports/readers/read-limits.js';
import { CellValues } from '../../../../src/imports/readers/xlsx/cell-values.js';
import { RowCells } from '../../../../src/imports/readers/xlsx/row-cells.js';
import { SheetScanner } from '../../../../src/imports/readers/xlsx/sheet-scanner.js';
import { StringsScanner } from '../../../../src/imports/readers/xlsx/strings-scanner.js';
import type { XmlScanner } from '../../../../src/imports/readers/xlsx/xml-scanner.js';
import { sheetXml } from '../written-xlsx.js';

const text = fc
  .array(fc.constantFrom('a', 'Yes ', '&', '<', '>', '"', '’', 'é', '😀', '\n', '_xg', ']]', '1'), {
    minLength: 1,
    maxLength: 30,
  })
  .map((pieces) => pieces.join(''));

const escaped = (plain: string) =>
  plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The same text as programs write it in turn: plain, as CDATA, in two pieces, with a comment inside. */
const written = [
  (plain: string) => `<t>${escaped(plain)}</t>`,
  (plain: string) =>
    `<t xml:space='preserve'><![CDATA[${plain.replaceAll(']]>', ']]]]><![CDATA[>')}]]></t>`,
  (plain: string) => `<r><rPr><b val="a>b"/></rPr><t>${escaped(plain)}</t></r><r><t/></r>`,
  (plain: string) => `<t>${escaped(plain)}<!-- <t>not this</t> --></t><rPh><t>nor this</t></rPh>`,
];
const wording = fc.tuple(text, fc.constantFrom(...written));

const value = fc.oneof(
  wording.map(([plain, write]) => ({ plain, xml: ` t="inlineStr"><is>${write(plain)}</is></c>` })),
  fc.integer().map((number) => ({ plain: String(number), xml: `><v>${number}</v></c>` })),
  fc.nat(99).map((place) => ({ plain: `shared ${place}`, xml: ` t="s" ><v>${place}</v></c>` })),
  text.map((plain) => ({ plain, xml: ` t="str"><f>A1&lt;2</f><v>${escaped(plain)}</v></c>` })),
);
const grid = fc.array(fc.array(value, { minLength: 1, maxLength: 5 }), { maxLength: 5 });
const chunkSize = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 }), fc.nat(9000));

function scanInChunks(scanner: XmlScanner, xml: string, size: number) {
  const bytes = Buffer.from(xml);
  for (let at = 0; at < bytes.length; at += Math.max(size, 1)) {
    scanner.push(bytes.subarray(at, at + Math.max(size, 1)));
  }
  scanner.end();
}

describe('XML that comes in chunks of any size', () => {
  test('gives the same rows of a sheet', () => {
    fc.assert(
      fc.property(grid, chunkSize, (cells, size) => {
        const rows: string[][] = [];
        const words = { sharedStrings: shared, timeKinds: [], date1904: false };
        const scanner = new SheetScanner(
          'f.xlsx',
          new RowCells(new SheetMeter('f.xlsx', defaultReadLimits), (_row, texts) => {
            rows.push(texts);
          }),
          new CellValues(words),
        );
        const xml = cells.map((row) => `<row>${row.map((one) => `<c${one.xml}`).join('')}</row>`);
        scanInChunks(scanner, sheetXml(xml.join('\n')), size);
        expect(rows).toEqual(cells.map((row) => row.map(({ plain }) => plain)));
      }),
      { numRuns: 400 },
    );
  });

  test('gives the same shared strings', () => {
    fc.assert(
      fc.property(fc.array(wording, { maxLength: 20 }), chunkSize, (texts, size) => {
        const scanner = new StringsScanner('f.xlsx', defaultReadLimits);
        const xml = texts.map(([plain, write]) => `<si>${write(plain)}</si>`).join('');
        scanInChunks(scanner, `<?xml version="1.0"?><sst>${xml}</sst>`, size);
        expect(scanner.strings).toEqual(texts.map(([plain]) => plain));
      }),
      { numRuns: 400 },
    );
  });
});

test('a text longer than what is joined at the edge of two chunks stays whole', () => {
  const texts = ['a', 'b', 'é'].map((letter) => letter.repeat(12_000));
  const xml = `<sst>${texts.map((one) => `<si><t>${one}</t></si>`).join('')}</sst>`;
  for (const size of [1000, 4095, 4096, 4097, 5000, 9999, 20_000]) {
    const scanner = new StringsScanner('f.xlsx', defaultReadLimits);
    scanInChunks(scanner, xml, size);
    expect(scanner.strings).toEqual(texts);
  }
});

const shared = Array.from({ length: 100 }, (_, place) => `shared ${place}`);
