import type { Db } from '../db/schema.js';
import { hiddenFrom, type Sight } from '../people/sight.js';

/** An option of a question with options. */
export interface ClosedAnswer {
  questionId: number;
  question: string;
  survey: string;
  /** The question's place in its survey, from 1. */
  place: number;
  code: number;
  label: string;
}

/** Every answer that could be chosen, in these surveys or, where none is named, in all that may be seen. */
export async function closedAnswers(
  db: Db,
  viewer: Sight,
  surveyIds: readonly number[] = [],
): Promise<ClosedAnswer[]> {
  let query = db
    .selectFrom('option')
    .innerJoin('question', 'question.id', 'option.questionId')
    .innerJoin('survey', 'survey.id', 'question.surveyId')
    .select([
      'question.id as questionId',
      'question.text as question',
      'question.position',
      'survey.name as survey',
      'option.code',
      'option.label',
    ])
    .where('question.surveyId', 'not in', hiddenFrom(viewer))
    .orderBy('survey.name')
    .orderBy('question.position')
    .orderBy('option.position');
  const wanted = surveyIds.filter((id) => id > 0);
  if (wanted.length > 0) query = query.where('question.surveyId', 'in', wanted);
  const rows = await query.execute();
  return rows.map(({ position, ...row }) => ({ ...row, place: position + 1 }));
}
