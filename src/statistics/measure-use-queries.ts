import { ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import { hiddenReports } from '../people/sight-queries.js';
import type { Sight } from '../people/sight.js';

const using = (db: Db, measureId: number) =>
  db
    .selectFrom('reportPart')
    .innerJoin('report', 'report.id', 'reportPart.reportId')
    .select(['report.id', 'report.title'])
    .distinct()
    .where('reportPart.measureId', '=', measureId);

/** The reports that a measure is in, by title: those that the viewer may see. */
export const reportsWith = (
  db: Db,
  viewer: Sight,
  measureId: number,
): Promise<{ id: number; title: string }[]> =>
  using(db, measureId)
    .where('report.id', 'not in', hiddenReports(db, viewer))
    .orderBy('report.title')
    .execute();

/** @throws ViewfinderError `conflict` while a report uses the measure. */
export async function refuseUsed(db: Db, viewer: Sight, measureId: number): Promise<void> {
  const [used] = await reportsWith(db, viewer, measureId);
  if (used) {
    throw new ViewfinderError(
      'conflict',
      `The report “${used.title}” uses this measure. Take it out of the report first.`,
      { link: { href: `/reports/${used.id}`, text: 'Open the report' } },
    );
  }
  if (await using(db, measureId).executeTakeFirst()) {
    throw new ViewfinderError(
      'conflict',
      'A report that you cannot open uses this measure. Ask an administrator to have it taken out first.',
    );
  }
}
