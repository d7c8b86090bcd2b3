import type { ColumnHeading } from './build-table.js';
import { headerKey, headerText } from './header-text.js';
import { ownColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';

const own = ownColumns({
  response_id: ['response id', 'responseid'],
  date: ['date submitted'],
  personal: ['ip address', 'longitude', 'latitude', 'postal', 'city', 'contact id'],
  technical: [
    'time started',
    'status',
    'legacy comments',
    'comments',
    'language',
    'referer',
    'sessionid',
    'session id',
    'user agent',
    'tags',
    'country',
    'region',
    'extended referer',
    'extended user agent',
  ],
});

/**
 * "Option:Question" as question and option, where another column is of the same question: a header
 * without an option, or another with one.
 */
function splitColons(headers: string[]): ColumnHeading[] {
  const uses = new Map<string, number>();
  const cuts = headers.map(colonCuts);
  headers.forEach((header, column) => {
    for (const question of new Set([header, ...(cuts[column] ?? []).map((cut) => cut.question)])) {
      uses.set(question, (uses.get(question) ?? 0) + 1);
    }
  });
  return headers.map((header, column) => {
    const cut = cuts[column]?.find(({ question }) => (uses.get(question) ?? 0) > 1);
    return {
      header: cut?.question ?? header,
      subheader: cut?.option ?? '',
      known: own.get(headerKey(header)),
      freeText: /^other\b.*write.?in/i.test(cut?.option ?? ''),
    };
  });
}

function colonCuts(header: string): { option: string; question: string }[] {
  return [...header.matchAll(/:(?!\s*$)/g)].map(({ index }) => ({
    option: header.slice(0, index).replace(/:$/, '').trim(),
    question: header.slice(index + 1).trim(),
  }));
}

/**
 * Alchemer, once SurveyGizmo (csv): Response ID, Time Started, Date Submitted, Status …, and
 * "Option:Question" for the parts of a question. After the export of the Jupyter notebook survey.
 */
export const alchemer = oneRowLayout({
  key: 'alchemer',
  name: 'Alchemer',
  own,
  score: (found) =>
    found.has('time started') && found.has('date submitted') && found.has('status') ? 0.95 : 0,
  headings: (headers) => splitColons(headers.map(headerText)),
});
