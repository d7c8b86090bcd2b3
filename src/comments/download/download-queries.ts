import type { Db } from '../../db/schema.js';
import { unpackCells } from '../../surveys/answer-codes.js';
import { attributesOf } from '../engine/column-queries.js';
import { undetected } from '../filter-queries.js';

/** What a file tells of each comment, by its id; the caller knows that they may be seen. */
export async function commentDetails(db: Db, ids: readonly number[]) {
  const rows = await db
    .selectFrom('comment')
    .innerJoin('survey', 'survey.id', 'comment.surveyId')
    .innerJoin('wave', 'wave.id', 'comment.waveId')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .leftJoin('response', (join) =>
      join
        .onRef('response.importId', '=', 'comment.importId')
        .onRef('response.position', '=', 'comment.position'),
    )
    .leftJoin('sentiment', 'sentiment.commentId', 'comment.id')
    .leftJoin('commentFlag', 'commentFlag.commentId', 'comment.id')
    .leftJoin('riskHit', (join) =>
      join.onRef('riskHit.commentId', '=', 'comment.id').on('riskHit.outcome', 'is', null),
    )
    .select(({ fn, val }) => [
      'comment.id',
      'comment.text',
      'comment.groupKey',
      'comment.importId',
      'comment.position',
      'response.sourceRow',
      'survey.name as survey',
      'wave.name as wave',
      'question.text as question',
      fn.coalesce('sentiment.label', val(undetected)).as('sentiment'),
      'sentiment.probability',
      'sentiment.criticality',
      'commentFlag.reason as flag',
      'riskHit.commentId as waiting',
    ])
    .where('comment.id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The region of each response of an import, by its place; '' or nothing where none is known. */
export async function regionsOf(db: Db, importId: number): Promise<string[]> {
  const regions: string[] = [];
  for (const { role, encoding, cells, labels } of await attributesOf(db, importId)) {
    if (role !== 'region') continue;
    for (const [position, code] of unpackCells(cells, encoding).entries()) {
      const label = labels.get(code);
      if (label !== undefined) regions[position] ??= label;
    }
  }
  return regions;
}

/** The code frame in use, with its version. */
export const frameInUse = (db: Db) =>
  db
    .selectFrom('frame')
    .select(['name', 'version'])
    .where('state', '=', 'current')
    .executeTakeFirst();

/** Every answer to a question, in columns as `AnswerCell` has them: by import, and of a multiple choice by option. */
export const answerColumnsOf = (db: Db, questionId: number) =>
  db
    .selectFrom('answerColumn')
    .innerJoin('question', 'question.id', 'answerColumn.questionId')
    .select(['importId', 'optionCode', 'encoding', 'cells'])
    .select(['question.id as questionId', 'question.text as question', 'kind', 'role'])
    .where('questionId', '=', questionId)
    .orderBy('optionCode')
    .execute();
