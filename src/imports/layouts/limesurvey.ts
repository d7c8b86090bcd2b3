import type { PlatformColumn, SurveyTable } from '../import-types.js';
import type { ColumnHeading } from './build-table.js';
import { splitBrackets } from './header-rows.js';
import { headerKey, headerText } from './header-text.js';
import type { Layout, OwnColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';

/** Its own columns by code, by text, and in the style that gives both: "submitdate. Date submitted". */
const names: readonly [PlatformColumn, string, string][] = [
  ['response_id', 'id', 'response id'],
  ['date', 'submitdate', 'date submitted'],
  ['personal', 'ipaddr', 'ip address'],
  ['personal', 'firstname', 'first name'],
  ['personal', 'lastname', 'last name'],
  ['personal', 'email', 'email address'],
  ['technical', 'lastpage', 'last page'],
  ['technical', 'startlanguage', 'start language'],
  ['technical', 'seed', 'seed'],
  ['technical', 'startdate', 'date started'],
  ['technical', 'datestamp', 'date last action'],
  ['technical', 'refurl', 'referrer url'],
  ['technical', 'token', 'access code'],
  ['technical', 'interviewtime', 'total time'],
];
const own: OwnColumns = new Map(
  names.flatMap(([role, code, text]) =>
    [code, text, `${code}. ${text}`].map((header) => [header, role] as const),
  ),
);

const telling = ['lastpage', 'startlanguage', 'submitdate', 'seed', 'datestamp'].map((code) =>
  names
    .filter(([, name]) => name === code)
    .flatMap(([, name, text]) => [name, text, `${name}. ${text}`]),
);

/** How long a page or a question took: "groupTime12. Group time: About you", "Question time: Q2". */
const timing = /^(?:\w+time\w*\. )?(?:group|question) time: /i;

/** "Q1[SQ001]" or "Q1[SQ001][1]": a question's code and those of its row and scale. */
const codeOnly = /^([A-Za-z]\w*)((?:\[[^\]]*\])*)$/;
/** The heading style "Question code & question text": "Q1[SQ001]. Wording [Row]". */
const codeAndText = /^([A-Za-z]\w*(?:\[[^\]]*\])*)\.\s+(.+)$/s;

function heading(header: string): ColumnHeading | undefined {
  const known = timing.test(header) ? 'technical' : own.get(headerKey(header));
  if (known !== undefined) return { header, known };
  const [, question, parts = ''] = codeOnly.exec(header) ?? [];
  if (question === undefined) return undefined;
  const subheader = parts.slice(1, -1).replaceAll('][', ' - ');
  return { header: question, subheader, code: header, freeText: subheader === 'other' };
}

const rows = oneRowLayout({
  key: 'limesurvey',
  name: 'LimeSurvey',
  own,
  score: (found) => {
    const seen = telling.filter((headers) => headers.some((header) => found.has(header))).length;
    // Of the other columns people often keep none; nobody else writes this one so.
    if (seen < 3) return found.has('id. response id') ? 0.7 : 0;
    return Math.min(1, 0.6 + seen * 0.1);
  },
  headings: (headers) => {
    const isOwn = (header: string) => own.has(headerKey(header)) || timing.test(header);
    const coded = headers.map((header) =>
      isOwn(header) ? null : codeAndText.exec(headerText(header)),
    );
    const texts = headers.map((header, column) => coded[column]?.[2] ?? headerText(header));
    return splitBrackets(texts).map(
      (split, column) =>
        (coded[column] ? undefined : heading(texts[column] ?? '')) ?? {
          ...split,
          freeText: /^other$/i.test(split.subheader),
          code: coded[column]?.[1] ?? '',
        },
    );
  },
});

const unasked = 'N/A';
const ticked = new Set(['Yes', 'No', unasked, '']);

/** Where it writes Yes or No for what was ticked, N/A says that the question was not shown. */
function withUnasked(table: SurveyTable): SurveyTable {
  const columns = table.columns.map((column) => {
    const cells = table.rows.map((row) => row[column.position] ?? '');
    return cells.includes(unasked) && cells.every((cell) => ticked.has(cell))
      ? { ...column, missing: [{ text: unasked, kind: 'not_asked' as const }] }
      : column;
  });
  return { ...table, columns };
}

/**
 * LimeSurvey (csv, xlsx) with code, text or code-and-text headings: id, submitdate, lastpage,
 * startlanguage, seed …, and Q[SQ001] for the parts of a question; Y or blank where answers are codes.
 * After DESIGN "Import" 2, the export of the SBL survey, which has code headings, and public exports
 * with codes and text.
 */
export const limesurvey: Layout = { ...rows, toTable: (sheet) => withUnasked(rows.toTable(sheet)) };
