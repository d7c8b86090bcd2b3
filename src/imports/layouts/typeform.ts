import { headerKey } from './header-text.js';
import { ownColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';
import type { SourceSheet } from '../import-types.js';

const own = ownColumns({
  response_id: ['#', 'token', 'response id'],
  date: ['submit date (utc)', 'submitted at', 'submit date'],
  personal: [],
  technical: [
    'start date (utc)',
    'start date',
    'network id',
    'response type',
    'stage date (utc)',
    'tags',
    'ending',
    'outcome',
    'score',
  ],
});

/** "[Wording](address)", *bold* and _italic_ are how Typeform keeps emphasis in a title. */
const plainTitle = (header: string) =>
  header
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(^|[\s(])([*_])(?=\S)([^*_]*?\S)\2(?=[\s).,;:?!]|$)/g, '$1$3');

function lastColumnIsTokens(headers: string[], { rows }: SourceSheet): boolean {
  const last = headers.map(headerKey).lastIndexOf('token');
  const tokens = rows.slice(1, 51).map((cells) => (cells[last] ?? '').trim());
  return last > 0 && tokens.length > 0 && tokens.every((token) => /^[a-z0-9]{16,40}$/.test(token));
}

/**
 * Typeform (csv, xlsx): "#" first and Start Date (UTC), Submit Date (UTC), Network ID last, or a Token
 * last in exports to a sheet; the title of a question keeps its emphasis marks. After the export of the
 * Stacks survey, which has the Token.
 */
export const typeform = oneRowLayout({
  key: 'typeform',
  name: 'Typeform',
  own,
  score: (found, headers, sheet) => {
    if (found.has('#') && found.has('submit date (utc)')) return 1;
    if (found.has('submit date (utc)') && found.has('network id')) return 0.9;
    return lastColumnIsTokens(headers, sheet) ? 0.7 : 0;
  },
  headings: (headers) =>
    headers.map((header, column) => {
      const before = headers[column - 1];
      return before !== undefined && !own.has(headerKey(before)) && headerKey(header) === 'other'
        ? { header: plainTitle(before), subheader: 'Other', freeText: true }
        : { header: plainTitle(header), known: own.get(headerKey(header)) };
    }),
  multipleSeparator: ', ',
});
