import type { Db } from '../db/schema.js';
import { may } from './permissions.js';
import { hiddenFrom, type Sight } from './sight.js';

type Belongs = (db: Db, sight: Sight, id: number) => Promise<unknown>;

const surveyOf =
  (table: 'wave' | 'comment' | 'measure' | 'question'): Belongs =>
  (db, { hiddenSurveys }, id) =>
    db
      .selectFrom(table)
      .select('id')
      .where('id', '=', id)
      .where('surveyId', 'in', hiddenSurveys)
      .executeTakeFirst();

const flagged: Belongs = (db, _sight, id) =>
  db.selectFrom('commentFlag').select('commentId').where('commentId', '=', id).executeTakeFirst();

/** A report with a quote, call-out, chart or table of a hidden survey. */
export const hiddenReports = (db: Db, sight: Sight) =>
  db
    .selectFrom('reportPart')
    .leftJoin('comment', 'comment.id', 'reportPart.commentId')
    .leftJoin('measure', 'measure.id', 'reportPart.measureId')
    .select('reportPart.reportId')
    .where(({ or, eb }) =>
      or([
        eb('comment.surveyId', 'in', hiddenFrom(sight)),
        eb('measure.surveyId', 'in', hiddenFrom(sight)),
        eb('reportPart.surveyId', 'in', hiddenFrom(sight)),
      ]),
    );

/** What each parameter of an address names, in the order in which a page would miss it. */
const subjects: readonly (readonly [parameter: string, subject: string, belongs: Belongs])[] = [
  [
    'surveyId',
    'survey',
    (_db, { hiddenSurveys }, id) => Promise.resolve(hiddenSurveys.includes(id) || undefined),
  ],
  ['waveId', 'wave', surveyOf('wave')],
  [
    'importId',
    'import',
    (db, { hiddenSurveys }, id) =>
      db
        .selectFrom('import')
        .innerJoin('wave', 'wave.id', 'import.waveId')
        .select('import.id')
        .where('import.id', '=', id)
        .where('wave.surveyId', 'in', hiddenSurveys)
        .executeTakeFirst(),
  ],
  ['commentId', 'comment', surveyOf('comment')],
  ['measureId', 'measure', surveyOf('measure')],
  [
    'reportId',
    'report',
    (db, sight, id) =>
      hiddenReports(db, sight).where('reportPart.reportId', '=', id).executeTakeFirst(),
  ],
  ['questionId', 'question', surveyOf('question')],
  [
    'partId',
    'part of the report',
    (db, sight, id) => hiddenReports(db, sight).where('reportPart.id', '=', id).executeTakeFirst(),
  ],
];

const idOf = (value: unknown) => {
  const id = Number(value);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
};

/**
 * What an address names that this viewer must not learn of, in the word that `notFound` takes: a part
 * of a survey that they are not let into, or a flagged comment that is not for them. Null where there
 * is nothing of the kind; an id that is not there is left to the page.
 */
export async function hiddenSubject(
  db: Db,
  viewer: Sight,
  params: Readonly<Record<string, unknown>>,
): Promise<string | null> {
  for (const [parameter, subject, belongs] of subjects) {
    const id = idOf(params[parameter]);
    if (id === undefined) continue;
    if (viewer.hiddenSurveys.length > 0 && (await belongs(db, viewer, id))) return subject;
    const secret = parameter === 'commentId' && !may(viewer, 'flagged_comments');
    if (secret && (await flagged(db, viewer, id))) return subject;
  }
  return null;
}
