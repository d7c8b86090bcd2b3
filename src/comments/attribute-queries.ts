import type { ExpressionBuilder } from 'kysely';
import { cellIs } from '../db/answer-cells.js';
import type { Db, Schema } from '../db/schema.js';
import { attributeValue, noValue, type AttributeFacet } from './comment-filter.js';

type Row = ExpressionBuilder<Schema, 'comment'>;

/** Answers to an attribute of whoever wrote a comment, each with its option. */
const answersTo = (row: Row, role: AttributeFacet) =>
  row
    .selectFrom('answerColumn')
    .innerJoin('question', 'question.id', 'answerColumn.questionId')
    .innerJoin('option', 'option.questionId', 'question.id')
    .select('answerColumn.questionId')
    .whereRef('answerColumn.importId', '=', 'comment.importId')
    .where('answerColumn.optionCode', '<', 0)
    .where('question.role', '=', role)
    .where((cell) =>
      cellIs(
        {
          cells: cell.ref('answerColumn.cells'),
          encoding: cell.ref('answerColumn.encoding'),
          position: cell.ref('comment.position'),
        },
        cell.ref('option.code'),
      ),
    );

/** Comments of those who gave one of these answers to an attribute, whichever survey asked it. */
export const attributeIn = (row: Row, role: AttributeFacet, values: readonly string[]) =>
  row.or([
    row.exists(
      answersTo(row, role).where(({ eb, fn }) =>
        eb(fn<string>('lower', ['option.label']), 'in', values),
      ),
    ),
    ...(values.includes(noValue) ? [row.not(row.exists(answersTo(row, role)))] : []),
  ]);

/** The answers to an attribute in the surveys that are not hidden, in words by their value. */
export async function attributeNames(
  db: Db,
  role: AttributeFacet,
  hiddenSurveys: readonly number[],
): Promise<Map<string, string>> {
  const options = await db
    .selectFrom('option')
    .innerJoin('question', 'question.id', 'option.questionId')
    .select('option.label')
    .where('question.role', '=', role)
    .where('question.surveyId', 'not in', hiddenSurveys)
    .orderBy('option.label')
    .execute();
  return new Map([
    ...options.map(({ label }) => [attributeValue(label), label] as const),
    [noValue, 'Not known'],
  ]);
}
