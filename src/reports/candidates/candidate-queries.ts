import type { Db } from '../../db/schema.js';
import type { Sight } from '../../people/sight.js';
import { hiddenReports } from '../../people/sight-queries.js';

/** Where a comment is quoted, or another of the same person. */
export interface Use {
  reportId: number;
  /** Null for a report that the viewer may not see. */
  title: string | null;
  commentId: number;
  importId: number;
  position: number;
}

/** Every quote of every report that is not withdrawn. */
export async function usesOf(db: Db, viewer: Sight): Promise<Use[]> {
  const hidden = await hiddenReports(db, viewer).execute();
  const unseen = new Set(hidden.map(({ reportId }) => reportId));
  const rows = await db
    .selectFrom('reportPart')
    .innerJoin('report', 'report.id', 'reportPart.reportId')
    .innerJoin('comment', 'comment.id', 'reportPart.commentId')
    .select([
      'reportPart.reportId',
      'report.title',
      'comment.id as commentId',
      'comment.importId',
      'comment.position',
    ])
    .where('reportPart.status', '!=', 'withdrawn')
    .orderBy('reportPart.id')
    .execute();
  return rows.map((row) => ({ ...row, title: unseen.has(row.reportId) ? null : row.title }));
}
