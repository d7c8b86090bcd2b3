import { notFound } from '../errors.js';
import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import type { ReportTable } from '../db/schema-reports.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { hiddenReports } from '../people/sight-queries.js';
import type { Selectable } from 'kysely';

export type Report = Selectable<ReportTable>;

export interface ReportSummary extends Report {
  /** Of any kind, the quotes among them. */
  parts: number;
  quotes: number;
  /** Where quotes have fallen because their responses were erased. */
  gaps: number;
  /** Quotes that wait for approval. */
  ready: number;
}

/**
 * Every report, newest first, with how much it holds; but for those with a quote or call-out of a
 * survey that is hidden from the viewer.
 */
export async function listReports(db: Db, viewer: Sight): Promise<ReportSummary[]> {
  return db
    .selectFrom('report')
    .leftJoin('reportPart', 'reportPart.reportId', 'report.id')
    .select(({ fn }) => [
      'report.id',
      'report.title',
      'report.createdAt',
      'report.revision',
      fn.count<number>('reportPart.id').as('parts'),
      fn.count<number>('reportPart.commentId').as('quotes'),
      fn.count<number>('reportPart.fallenAt').as('gaps'),
      fn
        .count<number>('reportPart.id')
        .filterWhere('reportPart.status', '=', 'ready')
        .filterWhere('reportPart.fallenAt', 'is', null)
        .as('ready'),
    ])
    .where('report.id', 'not in', hiddenReports(db, viewer))
    .groupBy(['report.id', 'report.title', 'report.createdAt', 'report.revision'])
    .orderBy('report.id', 'desc')
    .execute();
}

/** @throws ViewfinderError `not_found`. */
export async function findReport(db: Db, viewer: Sight, reportId: number): Promise<Report> {
  const report = await db
    .selectFrom('report')
    .selectAll()
    .where('id', '=', reportId)
    .where('id', 'not in', hiddenReports(db, viewer))
    .executeTakeFirst();
  if (!report) throw notFound('report');
  return report;
}

/**
 * Counts a report's revision up for a change of it or of a part, which takes the new one for its own: so
 * that no part ever has a revision that another had before it.
 * @throws ViewfinderError `not_found` for a report that somebody has deleted.
 */
export async function nextRevision(db: Db, reportId: number): Promise<number> {
  const report = await db
    .updateTable('report')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', reportId)
    .returning('revision')
    .executeTakeFirst();
  if (!report) throw notFound('report');
  return report.revision;
}

/** A report as the audit names it. */
export const subjectOf = ({ id, title }: Pick<Report, 'id' | 'title'>) => ({
  kind: 'report',
  id,
  name: title,
});

export const addReport = (db: Db, actor: Actor, title: string): Promise<number> =>
  inTransaction(db, async (transaction) => {
    const now = new Date();
    // The number of a deleted report is given again: its revisions, which old pages still have, are not.
    const { id } = await transaction
      .insertInto('report')
      .values({ title, createdAt: now.toISOString(), revision: now.getTime() })
      .returning('id')
      .executeTakeFirstOrThrow();
    const subject = subjectOf({ id, title });
    await recordAudit(transaction, actor, { action: 'report_created', subject });
    return id;
  });

/** Renames a report; where somebody has renamed it since its title was `seen`, returns theirs and changes nothing. */
export const renameReport = (
  db: Db,
  actor: Actor,
  report: Report,
  { title, seen }: { title: string; seen: string },
): Promise<string | undefined> =>
  db.transaction().execute(async (transaction) => {
    await nextRevision(transaction, report.id);
    const now = await transaction
      .selectFrom('report')
      .select('title')
      .where('id', '=', report.id)
      .executeTakeFirstOrThrow();
    if (now.title !== seen && now.title !== title) return now.title;
    await transaction.updateTable('report').set({ title }).where('id', '=', report.id).execute();
    await recordAudit(transaction, actor, {
      action: 'report_renamed',
      subject: subjectOf({ id: report.id, title }),
      before: { title: now.title },
      after: { title },
    });
    return undefined;
  });

/**
 * Deletes a report with its parts; the comments and measures that they refer to stay. False where
 * somebody has changed it since that revision: then nothing is deleted.
 */
export const removeReport = (
  db: Db,
  actor: Actor,
  report: Report,
  revision: number,
): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('reportPart')
      .where('reportId', 'in', (query) =>
        query
          .selectFrom('report')
          .select('id')
          .where('id', '=', report.id)
          .where('revision', '=', revision),
      )
      .executeTakeFirstOrThrow();
    const removed = await transaction
      .deleteFrom('report')
      .where('id', '=', report.id)
      .where('revision', '=', revision)
      .executeTakeFirstOrThrow();
    if (removed.numDeletedRows === 0n) return false;
    await recordAudit(transaction, actor, {
      action: 'report_deleted',
      subject: subjectOf(report),
      before: { parts: Number(numDeletedRows) },
    });
    return true;
  });
