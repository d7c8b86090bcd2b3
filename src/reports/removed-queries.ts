import type { Insertable } from 'kysely';
import { z } from 'zod';
import { notFound } from '../errors.js';
import type { Db } from '../db/schema.js';
import type { QuoteEventTable, ReportPartTable } from '../db/schema-reports.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { hangingOnQuotes } from './fallen-queries.js';
import {
  findPart,
  listParts,
  orderWith,
  recorded,
  writeOrder,
  type PartOfReport,
} from './part-queries.js';
import { nextRevision, subjectOf, type Report } from './report-queries.js';
import { storedJson } from './stored-json.js';

/** So many of a report can be put back. */
const mostKept = 20;

type Hanging = (typeof hangingOnQuotes)[number];

/** A row as this program wrote it down. */
const row = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);
const contentsSchema = z.object({
  part: row<Insertable<ReportPartTable>>(),
  hanging: z.record(z.enum(hangingOnQuotes), z.array(row<Insertable<QuoteEventTable>>())),
});

const stored = storedJson.pipe(contentsSchema);

/** Tables are alike in what is done with them here: rows of one part, with or without an id of their own. */
const asOne = (table: Hanging) => table as 'quoteEvent';

async function contentsOf(db: Db, partId: number): Promise<z.infer<typeof contentsSchema>> {
  const part = await db
    .selectFrom('reportPart')
    .selectAll()
    .where('id', '=', partId)
    .executeTakeFirstOrThrow();
  const hanging: Record<string, unknown[]> = {};
  for (const table of hangingOnQuotes) {
    const rows = db.selectFrom(asOne(table)).selectAll().where('partId', '=', partId);
    hanging[table] = await rows.execute();
  }
  return contentsSchema.parse({ part, hanging });
}

async function keepFew(db: Db, reportId: number): Promise<void> {
  const kept = db
    .selectFrom('removedPart')
    .select('id')
    .where('reportId', '=', reportId)
    .orderBy('id', 'desc')
    .limit(mostKept);
  const ids = (await kept.execute()).map(({ id }) => id);
  await db
    .deleteFrom('removedPart')
    .where('reportId', '=', reportId)
    .where('id', 'not in', ids)
    .execute();
}

/**
 * Takes a part out, where nobody has changed it since that revision, and keeps it so that it can be put
 * back. Returns the id to put it back by; null where somebody has changed it.
 */
export const removePart = (
  db: Db,
  actor: Actor,
  { report, part }: PartOfReport,
  revision: number,
): Promise<number | null> =>
  db.transaction().execute(async (transaction) => {
    const parts = await listParts(transaction, report.id);
    const at = parts.findIndex(({ id }) => id === part.id);
    const now = parts[at];
    if (!now) throw notFound('part of the report');
    if (now.revision !== revision) return null;
    const contents = await contentsOf(transaction, part.id);
    const { id } = await transaction
      .insertInto('removedPart')
      .values({
        reportId: report.id,
        commentId: now.commentId,
        measureId: now.measureId,
        afterId: parts[at - 1]?.id ?? 0,
        removedAt: new Date().toISOString(),
        accountName: actor.accountName,
        contents: JSON.stringify(contents),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await keepFew(transaction, report.id);
    await nextRevision(transaction, report.id);
    await transaction.deleteFrom('reportPart').where('id', '=', part.id).execute();
    await recordAudit(transaction, actor, {
      action: 'part_removed',
      subject: subjectOf(report),
      before: await recorded(transaction, now),
    });
    return id;
  });

/** Parts that can be put back, newest first. */
export const listRemoved = async (db: Db, reportId: number) => {
  const rows = await db
    .selectFrom('removedPart')
    .select(['id', 'removedAt', 'accountName', 'contents'])
    .where('reportId', '=', reportId)
    .orderBy('id', 'desc')
    .execute();
  return rows.flatMap(({ contents, ...removed }) => {
    const part = stored.safeParse(contents).data?.part;
    return part ? [{ ...removed, kind: part.kind, isFallen: Boolean(part.fallenAt) }] : [];
  });
};

/** Puts a part back to where it was, with all that hung on it. Returns its id. @throws ViewfinderError `not_found`. */
export const restorePart = (
  db: Db,
  actor: Actor,
  report: Report,
  removedId: number,
): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    const removed = await transaction
      .deleteFrom('removedPart')
      .where('id', '=', removedId)
      .where('reportId', '=', report.id)
      .returning(['afterId', 'contents'])
      .executeTakeFirst();
    const contents = stored.safeParse(removed?.contents).data;
    if (!removed || !contents) throw notFound('part that was taken out');
    const { part, hanging } = contents;
    const { id: _old, ...columns } = part;
    const revision = await nextRevision(transaction, report.id);
    const { id } = await transaction
      .insertInto('reportPart')
      .values({ ...columns, revision })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const table of hangingOnQuotes) {
      for (const { id: _own, ...one } of hanging[table]) {
        const values = { ...one, partId: id };
        await transaction.insertInto(asOne(table)).values(values).execute();
      }
    }
    const ids = (await listParts(transaction, report.id)).map((one) => one.id);
    await writeOrder(transaction, orderWith(ids, [id], removed.afterId));
    const after = await recorded(transaction, await findPart(transaction, report.id, id));
    const subject = subjectOf(report);
    await recordAudit(transaction, actor, { action: 'part_restored', subject, after });
    return id;
  });
