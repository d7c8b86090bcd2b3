import { expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { writeCsv } from '../../src/http/csv.js';

/** See OWASP, "CSV Injection": what may begin a formula in a spreadsheet. */
it.each([
  '=1+1',
  '+44 20',
  '-1',
  '@SUM(A1)',
  '\tx',
  '\rx',
  ' =1+1',
  '\n=1+1',
  '\u0000=1+1',
  '\u001b@SUM(A1)',
  '＝1+1',
  '＠SUM(A1)',
])('keeps a spreadsheet from running %j', (text) =>
  expect(parse(writeCsv([[text]]), { bom: true })).toEqual([[`'${text}`]]),
);

it('keeps numbers as numbers, also below nothing', () => {
  expect(writeCsv([[-1, 0.5]])).toBe('\uFEFF-1,0.5\r\n');
});

it('gives every other text back as it was, whatever marks and line breaks it holds', () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', "'", 'a', 'é', '=') });
  const plain = cell.filter((text) => text !== '' && !/^([\t\r]|[\s]*[=+\-@])/.test(text));
  fc.assert(
    fc.property(
      fc.array(fc.array(plain, { minLength: 2, maxLength: 2 }), { minLength: 1 }),
      (rows) => {
        expect(parse(writeCsv(rows), { bom: true, record_delimiter: '\r\n' })).toEqual(rows);
      },
    ),
  );
});
