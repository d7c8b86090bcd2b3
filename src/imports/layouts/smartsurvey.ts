import type { SourceSheet } from '../import-types.js';
import { buildTable, type ColumnHeading } from './build-table.js';
import { findOwnHeaders, listed, pairHeaders } from './header-rows.js';
import { headerKey } from './header-text.js';
import { notRecognised, ownColumns, type Layout, type Recognition } from './layout.js';

/**
 * SmartSurvey raw export (csv, xlsx): UserID, UserNo, Name, Email, IP Address, Unique ID, Started and
 * Ended, then the questions; sub-header rows for options and grid rows, blank under the platform's own
 * columns; "-" where a question was not asked. After DESIGN "Import" 2 alone: no real export was at hand.
 */
const own = ownColumns({
  response_id: ['userid', 'user id'],
  date: ['ended'],
  personal: ['name', 'email', 'ip address'],
  technical: [
    'userno',
    'user no',
    'unique id',
    'started',
    'tracking link',
    'collector',
    'status',
    'language',
  ],
});
const telling = ['userno', 'unique id', 'started', 'ended', 'userid'];

function recognise(sheet: SourceSheet): Recognition {
  const { row, found } = findOwnHeaders(sheet, own);
  const seen = telling.flatMap((header) => found.get(header) ?? []);
  if (seen.length < 3 || !(found.has('userid') || found.has('userno'))) return notRecognised;
  return {
    score: Math.min(1, 0.55 + seen.length * 0.09),
    evidence: [
      `Row ${row + 1} has ${listed(seen)}, the columns that SmartSurvey puts before the questions.`,
    ],
  };
}

/** Rows under the headers that have nothing in the platform's own columns: 0 to 3 of them. */
function countSubheaders({ rows }: SourceSheet, row: number, ownPositions: number[]): number {
  let count = 0;
  while (count < 3 && row + count + 1 < rows.length) {
    const cells = rows[row + count + 1] ?? [];
    if (ownPositions.some((column) => (cells[column] ?? '').trim() !== '')) break;
    count += 1;
  }
  return count;
}

function headings(rows: string[][], count: number, row: number): ColumnHeading[] {
  const top = rows[row] ?? [];
  const below = Array.from({ length: count }, (_, place) => rows[row + place + 1] ?? []);
  const width = Math.max(top.length, ...below.map((cells) => cells.length));
  const joined = Array.from({ length: width }, (_, column) =>
    below
      .map((cells) => (cells[column] ?? '').trim())
      .filter((text) => text !== '')
      .join(' - '),
  );
  return pairHeaders(top, joined).map(({ header, subheader }, column) => ({
    header,
    subheader,
    known: top[column]?.trim() === header ? own.get(headerKey(header)) : '',
  }));
}

export const smartsurvey: Layout = {
  key: 'smartsurvey',
  name: 'SmartSurvey',
  recognise,
  toTable: (sheet) => {
    const { row } = findOwnHeaders(sheet, own);
    const ownPositions = (sheet.rows[row] ?? []).flatMap((cell, column) =>
      own.has(headerKey(cell)) ? [column] : [],
    );
    const count = countSubheaders(sheet, row, ownPositions);
    return buildTable(sheet, {
      layout: 'smartsurvey',
      layoutName: 'SmartSurvey',
      evidence: recognise(sheet).evidence,
      headings: headings(sheet.rows, count, row),
      firstRow: row + count + 1,
      notAskedTexts: ['-'],
    });
  },
};
