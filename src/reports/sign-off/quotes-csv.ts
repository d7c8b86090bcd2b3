import type { Db } from '../../db/schema.js';
import { writeCsv } from '../../http/csv.js';
import { respondentGroups } from '../../surveys/respondent-groups.js';
import { checkExtract } from '../extract.js';
import { kindWords } from '../identify/part-finding.js';
import type { Report } from '../report-queries.js';
import type { DeskQuote } from './desk-queries.js';
import { originsOf } from './event-queries.js';
import { statusWords } from './moves.js';

type Origin = NonNullable<ReturnType<Awaited<ReturnType<typeof originsOf>>['get']>>;
type Cell = string | number;
type Column = readonly [
  heading: string,
  cell: (quote: DeskQuote, report: Report, origin: Origin | undefined) => Cell,
];

const groupNames = new Map(respondentGroups.map(({ key, name }) => [key, name]));
const listed = (parts: readonly string[]) => parts.join('; ');

/** Where the extract stands in the comment: from 0, the end not included, in UTF-16 units. */
function positions({ comment, extract }: DeskQuote): string {
  const checked = checkExtract(comment.text, extract);
  return checked.ok ? listed(checked.segments.map(({ start, end }) => `${start}-${end}`)) : '';
}

/** The words of a withdrawn quote, and what tells of them, stay in the desk. */
const unlessWithdrawn = (cell: (quote: DeskQuote) => Cell) => (quote: DeskQuote) =>
  quote.part.status === 'withdrawn' ? '' : cell(quote);

const columns: readonly Column[] = [
  ['Report number', (_, { id }) => id],
  ['Report', (_, { title }) => title],
  ['Section', ({ section }) => section ?? ''],
  ['Place in the report', ({ place }) => place],
  ['Quote number', ({ part }) => part.id],
  ['Status', ({ part }) => statusWords[part.status]],
  ['Quote', unlessWithdrawn(({ extract }) => extract)],
  ['Attribution', ({ comment }) => comment.attribution],
  ['Survey', ({ comment }) => comment.survey],
  ['Wave', ({ comment }) => comment.wave],
  ['Respondent group', ({ comment }) => groupNames.get(comment.groupKey ?? '') ?? ''],
  ['Question', ({ comment }) => comment.question],
  ['Import number', (_, __, origin) => origin?.importId ?? ''],
  ['Imported file', (_, __, origin) => origin?.fileName ?? ''],
  ['Row in the file', (_, __, origin) => origin?.sourceRow ?? ''],
  ['Comment number', ({ comment }) => comment.id],
  ['Positions in the comment (from 0, end not included)', unlessWithdrawn(positions)],
  [
    'Redactions and why',
    unlessWithdrawn(({ redactions }) =>
      listed(redactions.map(({ mark, reason }) => `${mark}: ${reason}`)),
    ),
  ],
  [
    'Details kept and why',
    unlessWithdrawn(({ findings }) =>
      listed(
        findings.flatMap(({ kind, detail, settled }) =>
          settled ? [`${kindWords[kind].name} “${detail}”: ${settled.reason}`] : [],
        ),
      ),
    ),
  ],
  ['Last written by', ({ versions }) => versions.at(-1)?.accountName ?? ''],
  ['Last written at', ({ versions }) => versions.at(-1)?.at ?? ''],
  [
    'Everybody who wrote it',
    ({ versions }) => listed([...new Set(versions.map(({ accountName }) => accountName))]),
  ],
  ['Approved by', ({ part }) => part.approvedBy ?? ''],
  ['Approved at', ({ part }) => part.approvedAt ?? ''],
];

/**
 * Every quote of a report with where it is from and who answers for it. Without the whole comment, which
 * holds what was redacted, and without the notes, which colleagues wrote to each other.
 */
export async function quotesCsv(
  db: Db,
  report: Report,
  quotes: readonly DeskQuote[],
): Promise<string> {
  const origins = await originsOf(
    db,
    quotes.map(({ comment }) => comment.id),
  );
  return writeCsv([
    columns.map(([heading]) => heading),
    ...quotes.map((quote) =>
      columns.map(([, cell]) => cell(quote, report, origins.get(quote.comment.id))),
    ),
  ]);
}
