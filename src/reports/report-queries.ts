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
  quotes: number;
  callOuts: number;
  /** Where quotes have fallen because their responses were erased. */
  gaps: number;
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
      fn.count<number>('reportPart.commentId').as('quotes'),
      fn.count<number>('reportPart.measureId').as('callOuts'),
      fn.count<number>('reportPart.fallenAt').as('gaps'),
    ])
    .where('report.id', 'not in', hiddenReports(db, viewer))
    .groupBy(['report.id', 'report.title', 'report.createdAt'])
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

/** A report as the audit names it. */
export const subjectOf = ({ id, title }: Pick<Report, 'id' | 'title'>) => ({
  kind: 'report',
  id,
  name: title,
});

export const addReport = (db: Db, actor: Actor, title: string): Promise<number> =>
  inTransaction(db, async (transaction) => {
    const { id } = await transaction
      .insertInto('report')
      .values({ title, createdAt: new Date().toISOString() })
      .returning('id')
      .executeTakeFirstOrThrow();
    const subject = subjectOf({ id, title });
    await recordAudit(transaction, actor, { action: 'report_created', subject });
    return id;
  });

export const renameReport = (db: Db, actor: Actor, report: Report, title: string): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    await transaction.updateTable('report').set({ title }).where('id', '=', report.id).execute();
    await recordAudit(transaction, actor, {
      action: 'report_renamed',
      subject: subjectOf({ id: report.id, title }),
      before: { title: report.title },
      after: { title },
    });
  });

/** Deletes a report with its parts; the comments and measures that they refer to stay. */
export const removeReport = (db: Db, actor: Actor, report: Report): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('reportPart')
      .where('reportId', '=', report.id)
      .executeTakeFirstOrThrow();
    await transaction.deleteFrom('report').where('id', '=', report.id).execute();
    await recordAudit(transaction, actor, {
      action: 'report_deleted',
      subject: subjectOf(report),
      before: { parts: Number(numDeletedRows) },
    });
  });
