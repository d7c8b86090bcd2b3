import type { Db } from '../db/schema.js';

/** The texts of comments with what they answer, which the caller knows may be seen. */
export const questionedTexts = (db: Db, ids: readonly number[]) =>
  db
    .selectFrom('comment')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .select(['comment.id', 'comment.text', 'question.text as question'])
    .where('comment.id', 'in', ids)
    .execute();
