import { notFound } from '../errors.js';
import type { Db, ReportTable } from '../db/schema.js';
import type { Selectable } from 'kysely';

export type Report = Selectable<ReportTable>;

export interface ReportSummary extends Report {
  quotes: number;
  callOuts: number;
  /** Where quotes have fallen because their responses were erased. */
  gaps: number;
}

/** Every report, newest first, with how much it holds. */
export async function listReports(db: Db): Promise<ReportSummary[]> {
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
    .groupBy(['report.id', 'report.title', 'report.createdAt'])
    .orderBy('report.id', 'desc')
    .execute();
}

/** @throws ViewfinderError `not_found`. */
export async function findReport(db: Db, reportId: number): Promise<Report> {
  const report = await db
    .selectFrom('report')
    .selectAll()
    .where('id', '=', reportId)
    .executeTakeFirst();
  if (!report) throw notFound('report');
  return report;
}

export async function addReport(db: Db, title: string): Promise<number> {
  const { id } = await db
    .insertInto('report')
    .values({ title, createdAt: new Date().toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function renameReport(db: Db, reportId: number, title: string): Promise<void> {
  await db.updateTable('report').set({ title }).where('id', '=', reportId).execute();
}

/** Deletes a report with its parts; the comments and measures that they refer to stay. */
export async function removeReport(db: Db, reportId: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('reportPart').where('reportId', '=', reportId).execute();
    await transaction.deleteFrom('report').where('id', '=', reportId).execute();
  });
}
