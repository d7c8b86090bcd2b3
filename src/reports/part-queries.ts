import { notFound } from '../errors.js';
import type { Db } from '../db/schema.js';
import type { ReportPartTable } from '../db/schema-reports.js';
import type { Selectable } from 'kysely';
import { inTransaction } from '../db/in-transaction.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { redactionsIn } from './redactions.js';
import { subjectOf, type Report } from './report-queries.js';

export type StoredPart = Selectable<ReportPartTable>;

/** A part with the report that it belongs to. */
export interface PartOfReport {
  report: Report;
  part: StoredPart;
}

export type NewPart =
  { kind: 'quote'; commentId: number; extract: string } | { kind: 'call_out'; measureId: number };

/** A report's parts in their order. */
export const listParts = (db: Db, reportId: number): Promise<StoredPart[]> =>
  db
    .selectFrom('reportPart')
    .selectAll()
    .where('reportId', '=', reportId)
    .orderBy('position')
    .orderBy('id')
    .execute();

/** @throws ViewfinderError `not_found` for a part of another report too. */
export async function findPart(db: Db, reportId: number, partId: number): Promise<StoredPart> {
  const part = (await listParts(db, reportId)).find(({ id }) => id === partId);
  if (!part) throw notFound('part of the report');
  return part;
}

/** What the audit keeps of a part: of an extract how long it is, never its words. */
async function recorded(
  db: Db,
  { commentId = null, extract, measureId }: Partial<StoredPart>,
): Promise<Record<string, unknown>> {
  if (typeof measureId !== 'number') {
    const quoted = extract ?? '';
    return { comment: commentId, characters: quoted.length, redactions: redactionsIn(quoted) };
  }
  const measures = db.selectFrom('measure').select('name').where('id', '=', measureId);
  return { measure: (await measures.executeTakeFirst())?.name ?? null };
}

const added = { quote: 'quote_added', call_out: 'call_out_added' } as const;

/** Adds parts at the end of a report. Returns the id of the first. */
export const addParts = (
  db: Db,
  actor: Actor,
  report: Pick<Report, 'id' | 'title'>,
  parts: readonly NewPart[],
): Promise<number> =>
  inTransaction(db, async (transaction) => {
    const reportId = report.id;
    const last = (await listParts(transaction, reportId)).at(-1)?.position ?? 0;
    const createdAt = new Date().toISOString();
    const rows = await transaction
      .insertInto('reportPart')
      .values(parts.map((part, i) => ({ reportId, position: last + 1 + i, createdAt, ...part })))
      .returning('id')
      .execute();
    for (const part of parts) {
      const after = await recorded(transaction, part);
      const entry = { action: added[part.kind], subject: subjectOf(report), after };
      await recordAudit(transaction, actor, entry);
    }
    return Math.min(...rows.map(({ id }) => id));
  });

/** @throws ViewfinderError `not_found` for a quote that was removed, or has fallen, meanwhile. */
export const changeExtract = (
  db: Db,
  actor: Actor,
  { report, part }: PartOfReport,
  extract: string,
): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('reportPart')
      .set({ extract })
      .where('id', '=', part.id)
      // Words that are erased while somebody edits them must not come back.
      .where('fallenAt', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw notFound('part of the report');
    await recordAudit(transaction, actor, {
      action: 'quote_changed',
      subject: subjectOf(report),
      before: await recorded(transaction, part),
      after: await recorded(transaction, { ...part, extract }),
    });
  });

export const removePart = (db: Db, actor: Actor, { report, part }: PartOfReport): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('reportPart').where('id', '=', part.id).execute();
    await recordAudit(transaction, actor, {
      action: 'part_removed',
      subject: subjectOf(report),
      before: await recorded(transaction, part),
    });
  });

/**
 * Moves a part one place up or down; the first does not move up, nor the last down. Every place is
 * written anew, so that it works whatever was removed before.
 */
export const movePart = (
  db: Db,
  actor: Actor,
  { report, part }: PartOfReport,
  direction: 'up' | 'down',
): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const ids = (await listParts(transaction, report.id)).map(({ id }) => id);
    const from = ids.indexOf(part.id);
    if (from === -1) throw notFound('part of the report');
    const to = direction === 'up' ? from - 1 : from + 1;
    const neighbour = ids[to];
    if (neighbour === undefined) return;
    ids[to] = part.id;
    ids[from] = neighbour;
    for (const [i, id] of ids.entries()) {
      await transaction
        .updateTable('reportPart')
        .set({ position: i + 1 })
        .where('id', '=', id)
        .execute();
    }
    await recordAudit(transaction, actor, {
      action: 'part_moved',
      subject: subjectOf(report),
      before: { ...(await recorded(transaction, part)), place: from + 1 },
      after: { place: to + 1 },
    });
  });
