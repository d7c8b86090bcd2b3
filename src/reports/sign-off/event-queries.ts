import type { Db } from '../../db/schema.js';
import type { QuoteEventTable, QuoteStatus } from '../../db/schema-reports.js';
import type { Actor, Viewer } from '../../people/permissions.js';
import { hiddenReports } from '../../people/sight-queries.js';
import type { Selectable } from 'kysely';
import type { StoredPart } from '../report-parts.js';

export type QuoteEvent = Selectable<QuoteEventTable>;

/** Everything that people have said and decided of a quote, oldest first. */
export const eventsOf = (db: Db, partId: number): Promise<QuoteEvent[]> =>
  db.selectFrom('quoteEvent').selectAll().where('partId', '=', partId).orderBy('id').execute();

export async function addEvent(
  db: Db,
  { accountName }: Actor,
  partId: number,
  { status, note }: { status: QuoteStatus; note: string | null },
): Promise<void> {
  const at = new Date().toISOString();
  await db.insertInto('quoteEvent').values({ partId, at, accountName, status, note }).execute();
}

/** Gives a quote its status; with an approval, the words that are approved, and by whom. */
export async function setStatus(
  db: Db,
  { accountId, accountName }: Actor,
  { id, reportId, extract }: StoredPart,
  status: QuoteStatus,
): Promise<void> {
  const approved = status === 'approved';
  const { revision } = await db
    .updateTable('report')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', reportId)
    .returning('revision')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('reportPart')
    .set({
      status,
      revision,
      approvedExtract: approved ? extract : null,
      approvedById: approved ? accountId : null,
      approvedBy: approved ? accountName : null,
      approvedAt: approved ? new Date().toISOString() : null,
    })
    .where('id', '=', id)
    .execute();
}

/** How many quotes wait for this approver: those of which they wrote no word. */
export async function countWaiting(db: Db, viewer: Viewer): Promise<number> {
  const { count } = await db
    .selectFrom('reportPart')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'ready')
    .where('fallenAt', 'is', null)
    .where('reportId', 'not in', hiddenReports(db, viewer))
    .where('id', 'not in', (query) =>
      query.selectFrom('quoteVersion').select('partId').where('accountId', '=', viewer.accountId),
    )
    .executeTakeFirstOrThrow();
  return count;
}

/** The reports with a quote that waits to be approved. */
export async function reportsWithReady(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('reportPart')
    .select('reportId')
    .distinct()
    .where('status', '=', 'ready')
    .where('fallenAt', 'is', null)
    .execute();
  return rows.map(({ reportId }) => reportId);
}

/** Where the comments came from: the import and the row of its file, by the comment's id. */
export async function originsOf(db: Db, commentIds: readonly number[]) {
  const rows = await db
    .selectFrom('comment')
    .innerJoin('import', 'import.id', 'comment.importId')
    .leftJoin('response', (join) =>
      join
        .onRef('response.importId', '=', 'comment.importId')
        .onRef('response.position', '=', 'comment.position'),
    )
    .select(['comment.id', 'import.id as importId', 'import.fileName', 'response.sourceRow'])
    .where('comment.id', 'in', [0, ...commentIds])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
