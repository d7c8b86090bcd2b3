import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { numberText } from '../../../src/imports/readers/cell-text.js';
import { readVariable, readWritten, spssFile } from './spss-file.js';
import { readBytes } from './written-file.js';

/** Another program's reader, which can only be required. */
const { SavBufferReader } = createRequire(import.meta.url)('sav-reader') as {
  SavBufferReader: new (bytes: Buffer) => {
    open(): Promise<void>;
    readAllRows(): Promise<{ A: number; S: string }[]>;
  };
};

const packings = ['none', 'bytes', 'zlib'] as const;
const text = fc
  .array(fc.constantFrom('é', 'ü', '’', '漢', 'a', 'bc', ' d', '1', '—'), { maxLength: 30 })
  .map((parts) => parts.join('').trimEnd());
const number = fc.oneof(
  fc.integer({ min: -200, max: 300 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
);

describe('an SPSS file', () => {
  test('comes back as written, in every packing and byte order, whatever bytes an accent falls on', async () => {
    const rows = fc.array(fc.tuple(fc.option(number), text, fc.option(number)), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom(...packings),
        fc.boolean(),
        async (cases, compression, bigEndian) => {
          const { rows: got } = await readWritten({
            compression,
            bigEndian,
            blockSize: 64,
            variables: [
              { name: 'A', values: cases.map(([first]) => first) },
              { name: 'S', width: 120, values: cases.map(([, words]) => words) },
              { name: 'B', values: cases.map(([, , last]) => last) },
            ],
          });
          const plain = (value: number | null) => (value === null ? '' : numberText(value));
          expect(got).toEqual(cases.map(([a, s, b]) => [plain(a), s, plain(b)]));
        },
      ),
    );
  });

  test('agrees with sav-reader on files without accents', async () => {
    const names = fc.constantFrom('yes', 'no, never', 'twelve chars', '');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(number, names), { minLength: 8 }), async (cases) => {
        // A block of eight commands that is full: of an unfinished one sav-reader makes another case.
        const whole = cases.slice(0, cases.length - (cases.length % 8));
        const bytes = spssFile({
          variables: [
            { name: 'A', values: whole.map(([value]) => value) },
            { name: 'S', width: 16, values: whole.map(([, words]) => words) },
          ],
        });
        const other = new SavBufferReader(bytes);
        await other.open();
        const theirs = await other.readAllRows();
        const ours = (await readBytes(bytes, 'a.sav')).sheets[0]?.rows;
        expect(ours).toEqual(theirs.slice(0, whole.length).map(({ A, S }) => [numberText(A), S]));
      }),
    );
  });

  test.each([255, 256, 600, 1024, 4000])(
    'joins the segments of a string of %i bytes',
    async (width) => {
      const words = 'It’s good — très bien. '.repeat(300);
      const whole = Buffer.from(words)
        .subarray(0, width - 3)
        .toString()
        .replace(/\ufffd/g, '')
        .trimEnd();
      for (const compression of packings) {
        const variables = [
          { name: 'Q1', values: [1, 2] },
          { name: 'WORDS', width, values: [whole, 'short'] },
          { name: 'Q2', values: [3, 4] },
        ];
        const { rows } = await readWritten({ variables, compression });
        expect(rows).toEqual([
          ['1', whole, '3'],
          ['2', 'short', '4'],
        ]);
      }
    },
  );

  // Seconds since 14 October 1582, by Python's datetime.
  test.each([
    ['DATE', 20, 13_630_723_200, '2014-09-22'],
    ['ADATE', 23, 13_630_723_200, '2014-09-22'],
    ['EDATE', 38, 9_390_124_800, '1880-05-06'],
    ['SDATE', 39, 6_825_600, '1583-01-01'],
    ['DATETIME', 22, 13_744_980_610, '2018-05-06T10:10:10'],
    ['DATETIME at midnight', 22, 13_744_944_000, '2018-05-06'],
    ['YMDHMS', 41, 13_744_980_610, '2018-05-06T10:10:10'],
    ['TIME', 21, 43_870.09, '12:11:10.09'],
    ['DTIME over a day', 25, 129_600, '36:00:00'],
    ['WKDAY', 26, 2, 'Monday'],
    ['MONTH', 27, 12, 'December'],
    ['a date beyond the year 9999', 22, 6_306_150_067_200, '6306150067200'],
  ])('writes %s as ISO text', async (_, format, value, expected) => {
    expect((await readVariable({ name: 'T', format, values: [value] })).cells).toEqual([expected]);
  });

  test.each([
    ['windows-1252', 'caf\xe9 \x96 \x93so\x94', 'café – “so”'],
    ['', 'caf\xe9 \x92', 'café ’'],
    ['ISO-8859-2', '\xb1', 'ą'],
    ['CP1251', '\xc4\xe0', 'Да'],
    ['Shift_JIS', '\x82\xcd\x82\xa2', 'はい'],
  ])('reads text in the encoding “%s”', async (encoding, bytes, expected) => {
    const { cells, header } = await readVariable(
      { name: 'S', label: bytes, width: 24, values: [bytes] },
      { encoding, encode: (words) => Buffer.from(words, 'latin1') },
    );
    expect([cells, header]).toEqual([[expected], expected]);
  });

  test('leaves the weight out and says so', async () => {
    const { declared, notes } = await readWritten({
      variables: [
        { name: 'Q1', values: [1] },
        { name: 'WT', values: [0.7] },
      ],
      weightIndex: 2,
    });
    expect(declared.map(({ known }) => known)).toEqual([undefined, 'technical']);
    expect(notes.join(' ')).toContain('weighted by “WT”');
  });

  test('reads as many cases as there are where the writer did not know', async () => {
    const { rows } = await readWritten({
      variables: [{ name: 'A', values: [1, 2, 3] }],
      claims: -1,
    });
    expect(rows).toEqual([['1'], ['2'], ['3']]);
  });
});
