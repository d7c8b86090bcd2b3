import type { SourceSheet } from '../import-types.js';
import { findOwnHeaders, splitBrackets } from './header-rows.js';
import { headerKey, headerText } from './header-text.js';
import { ownColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';

const own = ownColumns({
  date: ['timestamp'],
  personal: ['email address', 'username'],
  technical: ['score', 'total score'],
});

const dateLike = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}([ T,].*)?$/;

function firstColumnIsDates(sheet: SourceSheet): boolean {
  const { row } = findOwnHeaders(sheet, own);
  const cells = sheet.rows
    .slice(row + 1, row + 51)
    .map((cells) => (cells[0] ?? '').trim())
    .filter((cell) => cell !== '');
  return cells.length > 0 && cells.filter((cell) => dateLike.test(cell)).length >= cells.length / 2;
}

/**
 * Google Forms' linked sheet and its csv: Timestamp first, one column a question, several answers in
 * one cell separated by ", ", a grid as "Question [Row]". After DESIGN "Import" 2 and the exports that
 * RStudio and the Alan Turing Institute published.
 */
export const googleForms = oneRowLayout({
  key: 'google-forms',
  name: 'Google Forms',
  own,
  score: (_found, headers, sheet) => {
    if (headerKey(headers[0] ?? '') !== 'timestamp') return 0;
    return firstColumnIsDates(sheet) ? 0.9 : 0.5;
  },
  headings: (headers) =>
    splitBrackets(headers.map(headerText)).map((heading) => ({
      ...heading,
      known: heading.subheader === '' ? own.get(headerKey(heading.header)) : '',
    })),
  multipleSeparator: ', ',
});
