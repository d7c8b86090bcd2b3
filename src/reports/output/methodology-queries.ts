import type { Db } from '../../db/schema.js';
import { missingKindOf } from '../../surveys/answer-codes.js';
import { waveColumns } from '../../statistics/rate-queries.js';
import { isShippedModel } from '../../themes/frame-queries.js';
import type { ModelReport } from '../../themes/theme-model-queries.js';
import type { CodingFacts, QuoteFacts, WaveFacts } from './methodology-facts.js';

/** When the first and the last import of a wave were published. */
export async function importedWhen(db: Db, waveId: number): Promise<WaveFacts['imported']> {
  const { first, last } = await db
    .selectFrom('import')
    .select(({ fn }) => [fn.min('publishedAt').as('first'), fn.max('publishedAt').as('last')])
    .where('waveId', '=', waveId)
    .where('publishedAt', 'is not', null)
    .where('state', 'in', ['published', 'purging', 'purged'])
    .executeTakeFirstOrThrow();
  return first === null || last === null ? null : { first, last };
}

/** The first and last day that a wave's responses bear, of those that are dated. */
export async function respondedWhen(db: Db, waveId: number): Promise<WaveFacts['responded']> {
  const question = await db
    .selectFrom('question')
    .innerJoin('wave', 'wave.surveyId', 'question.surveyId')
    .select('question.id')
    .where('wave.id', '=', waveId)
    .where('question.role', '=', 'date')
    .executeTakeFirst();
  if (!question) return null;
  let [first, last] = [Infinity, -Infinity];
  for (const { cells, encoding } of await waveColumns(db, waveId, [question.id])) {
    for (const cell of cells) {
      if (encoding !== 'f64' || missingKindOf(cell, encoding)) continue;
      first = Math.min(first, cell);
      last = Math.max(last, cell);
    }
  }
  if (first > last) return null;
  return { first: new Date(first).toISOString(), last: new Date(last).toISOString() };
}

/** How many comments of some waves have a theme or sentiment that a person has confirmed or changed. */
export async function confirmedIn(db: Db, waveIds: readonly number[]): Promise<number> {
  const { count } = await db
    .selectFrom('comment')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('comment.waveId', 'in', [...waveIds, 0])
    .where('comment.id', 'not in', db.selectFrom('commentFlag').select('commentId'))
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('comment.id', 'in', selectFrom('reviewedComment').select('commentId')),
        eb('comment.id', 'in', selectFrom('themeJudgement').select('commentId')),
        eb(
          'comment.id',
          'in',
          selectFrom('codingDecision')
            .select('commentId')
            .where('kind', '=', 'sentiment')
            .where('undoneAt', 'is', null),
        ),
      ]),
    )
    .executeTakeFirstOrThrow();
  return count;
}

/** Comments of some waves' imports that are not coded by a version of the frame. */
export async function codedByOthers(
  db: Db,
  waveIds: readonly number[],
  frameId: number,
): Promise<number> {
  const { count } = await db
    .selectFrom('import')
    .select(({ fn, val }) => fn.coalesce(fn.sum<number>('commentCount'), val(0)).as('count'))
    .where('waveId', 'in', [...waveIds, 0])
    .where('state', '=', 'published')
    .where(({ eb, or }) => or([eb('codedBy', 'is', null), eb('codedBy', '<>', frameId)]))
    .executeTakeFirstOrThrow();
  return count;
}

/** The comments that the model in use has learned from; null where none is on. */
export async function learnedFrom(db: Db): Promise<CodingFacts['learnedFrom']> {
  const model = await db
    .selectFrom('themeModel')
    .select(['report', 'weights'])
    .where('state', '=', 'on')
    .executeTakeFirst();
  if (!model) return null;
  const { comments } = JSON.parse(model.report) as ModelReport;
  return { comments, isShipped: isShippedModel(model) };
}

/** The quotes of a report that are printed: those that have not fallen and are not withdrawn. */
export const printedQuotes = (db: Db, reportId: number) =>
  db
    .selectFrom('reportPart')
    .innerJoin('comment', 'comment.id', 'reportPart.commentId')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .innerJoin('survey', 'survey.id', 'comment.surveyId')
    .innerJoin('wave', 'wave.id', 'comment.waveId')
    .select([
      'reportPart.extract',
      'reportPart.status',
      'reportPart.approvedById',
      'comment.groupKey',
      'comment.importId',
      'comment.position',
      'comment.waveId',
      'question.text as question',
      'survey.name as survey',
      'wave.name as wave',
    ])
    .where('reportPart.reportId', '=', reportId)
    .where('reportPart.kind', '=', 'quote')
    .where('reportPart.status', '<>', 'withdrawn')
    .where('reportPart.fallenAt', 'is', null)
    .orderBy('reportPart.position')
    .execute();

export type PrintedQuote = Awaited<ReturnType<typeof printedQuotes>>[number];
export type QuotedQuestion = QuoteFacts['questions'][number];
