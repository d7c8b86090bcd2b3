import type { SourceSheet } from '../import-types.js';
import { findOwnHeaders, splitBrackets, type SplitHeader } from './header-rows.js';
import { headerKey, headerText } from './header-text.js';
import { ownColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';

/** "Timestamp" in the languages that a form may be kept in. */
const timestamps = [
  'timestamp',
  'horodateur',
  'zeitstempel',
  'marca temporal',
  'carimbo de data/hora',
  'informazioni cronologiche',
  'tijdstempel',
  'tidsstämpel',
  'tidsstempel',
  'tidsmerke',
  'aikaleima',
  'sygnatura czasowa',
  'časová značka',
  'zaman damgası',
  'отметка времени',
  '時間戳記',
  '时间戳记',
  'タイムスタンプ',
  '타임스탬프',
];

const own = ownColumns({
  date: timestamps,
  personal: ['email address', 'username'],
  technical: ['score', 'total score'],
});

const dateLike = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}([ T,].*)?$/;

/** "2022/06/22 11:07:29 AM GMT+1": only the form's own download says the zone. */
const zoned = /^\d{4}\/\d{2}\/\d{2} \d{1,2}:\d{2}:\d{2} [AP]M \S+$/i;

/** Whether most of the first fifty cells of the first column are so. */
function firstColumnIs(wanted: RegExp, sheet: SourceSheet): boolean {
  const { row } = findOwnHeaders(sheet, own);
  const cells = sheet.rows
    .slice(row + 1, row + 51)
    .map((cells) => (cells[0] ?? '').trim())
    .filter((cell) => cell !== '');
  return cells.length > 0 && cells.filter((cell) => wanted.test(cell)).length >= cells.length / 2;
}

const isDownload = (sheet: SourceSheet) => firstColumnIs(zoned, sheet);

/** What a quiz writes behind each of its questions. */
const marks = new Set(['score', 'feedback']);

function knownOf({ header, subheader }: SplitHeader) {
  if (subheader === '') return own.get(headerKey(header));
  return marks.has(headerKey(subheader)) ? 'technical' : '';
}

/**
 * Google Forms' linked sheet and its csv: Timestamp first, in the form's language, one column a question, several answers in
 * one cell separated by ", " (";" in the form's own download), a grid as "Question [Row]". After DESIGN "Import" 2 and the exports that
 * RStudio and the Alan Turing Institute published.
 */
export const googleForms = oneRowLayout({
  key: 'google-forms',
  name: 'Google Forms',
  own,
  score: (_found, headers, sheet) => {
    if (!timestamps.includes(headerKey(headers[0] ?? ''))) return 0;
    return firstColumnIs(dateLike, sheet) ? 0.9 : 0.5;
  },
  headings: (headers) =>
    splitBrackets(headers.map(headerText)).map((heading) => ({
      ...heading,
      known: knownOf(heading),
    })),
  multipleSeparator: (sheet) => (isDownload(sheet) ? ';' : ', '),
});
