import type { DownloadedComment } from './read-download.js';
import type { Cell } from './sheet-xml.js';

/** A column of a file of comments. */
export type CommentColumn = readonly [
  heading: string,
  width: number,
  cell: (comment: DownloadedComment) => Cell,
];

export const commentColumns: readonly CommentColumn[] = [
  ['Comment number', 12, ({ id }) => id],
  ['Import', 9, ({ importId }) => importId],
  ['File row', 9, ({ fileRow }) => fileRow ?? ''],
  ['Survey', 26, ({ survey }) => survey],
  ['Wave', 11, ({ wave }) => wave],
  ['Question', 36, ({ question }) => question],
  ['Attribution', 36, ({ attribution }) => attribution],
  ['Respondent group', 18, ({ group }) => group],
  ['Region', 18, ({ region }) => region],
  ['Comment', 80, ({ text }) => text],
  ['Sentiment', 13, ({ sentiment }) => sentiment],
  ['Probability of sentiment', 13, ({ probability }) => probability ?? ''],
  ['Criticality (0 to 3)', 12, ({ criticality }) => criticality ?? ''],
  [
    'Themes (and who or what gave them)',
    40,
    ({ themes }) => themes.map(({ name, source }) => `${name} (${source})`).join('; '),
  ],
  ['Flag', 24, ({ flag }) => flag],
];

const named = new Map(commentColumns.map((column) => [column[0], column]));
const themes: CommentColumn = [
  'Themes',
  40,
  (comment) => comment.themes.map(({ name }) => name).join('; '),
];

/** Those of the plain CSV file, which other programs read: they keep their names and places. */
export const csvColumns: readonly CommentColumn[] = [
  'Comment number',
  'Attribution',
  'Survey',
  'Wave',
  'Respondent group',
  'Question',
  'Sentiment',
  'Themes',
  'Comment',
].map((heading) => named.get(heading) ?? themes);
