import type { ColumnHeading } from './build-table.js';
import { splitBrackets } from './header-rows.js';
import { headerKey, headerText } from './header-text.js';
import { ownColumns, type OwnColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';

const own: OwnColumns = new Map([
  ...ownColumns({
    response_id: ['id', 'response id'],
    date: ['submitdate', 'date submitted'],
    personal: ['ipaddr', 'ip address', 'firstname', 'lastname', 'email', 'first name', 'last name'],
    technical: [
      'lastpage',
      'last page',
      'startlanguage',
      'start language',
      'seed',
      'startdate',
      'date started',
      'datestamp',
      'date last action',
      'refurl',
      'referrer url',
      'token',
      'access code',
      'interviewtime',
      'total time',
    ],
  }),
]);

const telling = [
  ['lastpage', 'last page'],
  ['startlanguage', 'start language'],
  ['submitdate', 'date submitted'],
  ['seed'],
  ['datestamp', 'date last action'],
];

/** "Q1[SQ001]" or "Q1[SQ001][1]": a question's code and those of its row and scale. */
const codeOnly = /^([A-Za-z]\w*)((?:\[[^\]]*\])*)$/;
/** The heading style "Question code & question text": "Q1[SQ001]. Wording [Row]". */
const codeAndText = /^([A-Za-z]\w*(?:\[[^\]]*\])*)\.\s+(.+)$/s;

function heading(header: string): ColumnHeading | undefined {
  const known = own.get(headerKey(header));
  if (known !== undefined) return { header, known };
  const [, question, parts = ''] = codeOnly.exec(header) ?? [];
  if (question === undefined) return undefined;
  const subheader = parts.slice(1, -1).replaceAll('][', ' - ');
  return { header: question, subheader, code: header, freeText: subheader === 'other' };
}

/**
 * LimeSurvey (csv, xlsx) with code, text or code-and-text headings: id, submitdate, lastpage,
 * startlanguage, seed …, and Q[SQ001] for the parts of a question; Y or blank where answers are codes.
 * After DESIGN "Import" 2 and the export of the SBL survey, which has code headings.
 */
export const limesurvey = oneRowLayout({
  key: 'limesurvey',
  name: 'LimeSurvey',
  own,
  score: (found) => {
    const seen = telling.filter((headers) => headers.some((header) => found.has(header))).length;
    return seen < 3 ? 0 : Math.min(1, 0.6 + seen * 0.1);
  },
  headings: (headers) => {
    const coded = headers.map((header) => codeAndText.exec(headerText(header)));
    const texts = headers.map((header, column) => coded[column]?.[2] ?? headerText(header));
    return splitBrackets(texts).map(
      (split, column) =>
        (coded[column] ? undefined : heading(texts[column] ?? '')) ?? {
          ...split,
          code: coded[column]?.[1] ?? '',
        },
    );
  },
});
