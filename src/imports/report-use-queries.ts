import type { Db } from '../db/schema.js';
import { hiddenReports } from '../people/sight-queries.js';
import type { Sight } from '../people/sight.js';

/** A report that uses an import: by quotes of its comments, or by figures that its answers are in. */
export interface UsingReport {
  id: number;
  title: string;
  quotes: number;
  figures: number;
}

/** Reports that quote a comment of the import, or one that it added or changed elsewhere. */
const quoting = (db: Db, importId: number) =>
  db
    .selectFrom('reportPart')
    .innerJoin('comment', 'comment.id', 'reportPart.commentId')
    .innerJoin('report', 'report.id', 'reportPart.reportId')
    .select(({ fn }) => ['report.id', 'report.title', fn.countAll<number>().as('parts')])
    .where((row) =>
      row.or([
        row('comment.importId', '=', importId),
        row('comment.id', 'in', (query) =>
          query.selectFrom('commentChange').select('commentId').where('importId', '=', importId),
        ),
      ]),
    )
    .groupBy(['report.id', 'report.title']);

/** Reports with a figure of a measure whose question the import has answers to, or changed answers to, in its wave. */
const counting = (db: Db, importId: number) =>
  db
    .selectFrom('reportPart')
    .innerJoin('measure', 'measure.id', 'reportPart.measureId')
    .innerJoin('import', 'import.waveId', 'measure.waveId')
    .innerJoin('report', 'report.id', 'reportPart.reportId')
    .select(({ fn }) => ['report.id', 'report.title', fn.countAll<number>().as('parts')])
    .where('import.id', '=', importId)
    .where((row) =>
      row.or([
        row.and([
          row('import.responseCount', '>', 0),
          row('measure.questionId', 'in', (query) =>
            query.selectFrom('answerColumn').select('questionId').where('importId', '=', importId),
          ),
        ]),
        row('measure.questionId', 'in', (query) =>
          query.selectFrom('answerChange').select('questionId').where('importId', '=', importId),
        ),
      ]),
    )
    .groupBy(['report.id', 'report.title']);

/** Reports with a chart or table of its wave, or of all waves of the survey, whose question the import has answers to. */
const drawing = (db: Db, importId: number) =>
  db
    .selectFrom('reportPart')
    .innerJoin('wave', (join) =>
      join
        .onRef('wave.surveyId', '=', 'reportPart.surveyId')
        .on((row) =>
          row.or([
            row('reportPart.waveId', 'is', null),
            row('wave.id', '=', row.ref('reportPart.waveId')),
          ]),
        ),
    )
    .innerJoin('import', 'import.waveId', 'wave.id')
    .innerJoin('report', 'report.id', 'reportPart.reportId')
    .select(({ fn }) => ['report.id', 'report.title', fn.countAll<number>().as('parts')])
    .where('import.id', '=', importId)
    // Those of a measure count as its figures do.
    .where('reportPart.measureId', 'is', null)
    .where((row) =>
      row.or([
        row('reportPart.questionId', 'is', null),
        row('reportPart.questionId', 'in', (query) =>
          query.selectFrom('answerColumn').select('questionId').where('importId', '=', importId),
        ),
        row('reportPart.questionId', 'in', (query) =>
          query.selectFrom('answerChange').select('questionId').where('importId', '=', importId),
        ),
      ]),
    )
    .groupBy(['report.id', 'report.title']);

/**
 * Reports that use an import, by title: it cannot be undone under them. `hidden` counts those that the
 * viewer must not learn of.
 */
export async function reportsUsing(
  db: Db,
  viewer: Sight,
  importId: number,
): Promise<{ reports: UsingReport[]; hidden: number }> {
  const using = new Map<number, UsingReport>();
  const uses = [
    ['quotes', await quoting(db, importId).execute()],
    ['figures', await counting(db, importId).execute()],
    ['figures', await drawing(db, importId).execute()],
  ] as const;
  for (const [kind, rows] of uses) {
    for (const { id, title, parts } of rows) {
      const known = using.get(id) ?? { id, title, quotes: 0, figures: 0 };
      using.set(id, { ...known, [kind]: known[kind] + parts });
    }
  }
  if (using.size === 0) return { reports: [], hidden: 0 };
  const hidden = await db
    .selectFrom('report')
    .select('id')
    .where('id', 'in', [...using.keys()])
    .where('id', 'in', hiddenReports(db, viewer))
    .execute();
  for (const { id } of hidden) using.delete(id);
  const reports = [...using.values()].sort((a, b) => a.title.localeCompare(b.title, 'en-GB'));
  return { reports, hidden: hidden.length };
}
