import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { writeCsv } from '../../src/http/csv.js';
import {
  formatBytes,
  formatCount,
  formatDate,
  formatList,
  formatTime,
  lowerFirst,
} from '../../src/http/formats.js';

describe('numbers, dates and lists', () => {
  it('are written as a British civil servant writes them', () => {
    expect(formatCount(1186, 'response')).toBe('1,186 responses');
    expect(formatCount(1, 'reply', 'replies')).toBe('1 reply');
    expect(formatDate('2013-02-28T12:00:00Z')).toBe('28 February 2013');
    // British Summer Time is an hour ahead of UTC.
    expect(formatTime('2013-06-01T23:30:00Z')).toBe('2 June 2013 at 12:30am');
    expect(formatList(['a', 'b', 'c'])).toBe('a, b and c');
    expect(formatBytes(200_000_000)).toBe('200 MB');
    expect(formatBytes(2_449_999)).toBe('2.4 MB');
  });

  it('keep the capitals of an acronym within a sentence', () => {
    expect(lowerFirst('Adoption survey')).toBe('adoption survey');
    expect(lowerFirst('IRO survey')).toBe('IRO survey');
  });
});

describe('a CSV file', () => {
  it('gives back what was written, but for an apostrophe before what a spreadsheet would run', () => {
    const cells = fc.array(fc.array(fc.string(), { minLength: 3, maxLength: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(cells, (rows) => {
        const read = parse(writeCsv(rows), { bom: true, relax_column_count: true });
        const runs = /^[\t\r]|^[\p{Cc}\s]*[=+\-@＝＋－＠]/u;
        expect(read).toEqual(
          rows.map((row) => row.map((cell) => (runs.test(cell) ? `'${cell}` : cell))),
        );
      }),
    );
  });

  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx'])(
    'never begins a cell with %j',
    (cell) => {
      const [line] = writeCsv([['a', cell]])
        .slice(1)
        .split('\r\n');
      expect(line).toMatch(/^a,"?'/);
    },
  );

  it('writes numbers as they are, negative ones too', () => {
    expect(writeCsv([[-3, 2.5]])).toBe('\uFEFF-3,2.5\r\n');
  });
});
