import type { Db } from '../db/schema.js';
import type { Encoding } from '../surveys/answer-codes.js';

/** A question or attribute with answers that a grid may show as a column. */
export interface GridQuestion {
  id: number;
  text: string;
  survey: string;
  surveyId: number;
}

/** What was answered besides comments in these imports: attributes first, in the order of each survey. */
export async function gridQuestions(db: Db, importIds: readonly number[]): Promise<GridQuestion[]> {
  const rows = await db
    .selectFrom('question')
    .innerJoin('survey', 'survey.id', 'question.surveyId')
    .select(['question.id', 'question.text', 'question.role', 'survey.name as survey', 'surveyId'])
    .where('question.id', 'in', (query) =>
      query.selectFrom('answerColumn').select('questionId').where('importId', 'in', importIds),
    )
    .orderBy('survey.name')
    .orderBy('question.position')
    .orderBy('question.id')
    .execute();
  const isAttribute = (row: (typeof rows)[number]) => (row.role === null ? 1 : 0);
  return rows
    .sort((one, other) =>
      one.surveyId === other.surveyId ? isAttribute(one) - isAttribute(other) : 0,
    )
    .map(({ id, text, survey, surveyId }) => ({ id, text, survey, surveyId }));
}

export interface SortColumn {
  importId: number;
  /** Of a multiple choice; -1 for every other kind. */
  optionCode: number;
  encoding: Encoding;
  cells: Uint8Array;
}

/** Every answer to a question, in columns: by import, and of a multiple choice by option. */
export const columnsToSort = (
  db: Db,
  questionId: number,
  importIds: readonly number[],
): Promise<SortColumn[]> =>
  db
    .selectFrom('answerColumn')
    .select(['importId', 'optionCode', 'encoding', 'cells'])
    .where('questionId', '=', questionId)
    .where('importId', 'in', importIds)
    .execute();

/** The options of some questions, in their order. */
export const optionsOf = (db: Db, questionIds: readonly number[]) =>
  db
    .selectFrom('option')
    .select(['questionId', 'code', 'label'])
    .where('questionId', 'in', questionIds)
    .orderBy('position')
    .execute();

/** The labels of the options of some questions: by question, then code. */
export async function labelsOf(db: Db, questionIds: readonly number[]) {
  const labels = new Map<number, Map<number, string>>();
  for (const { questionId, code, label } of await optionsOf(db, questionIds)) {
    labels.set(questionId, (labels.get(questionId) ?? new Map<number, string>()).set(code, label));
  }
  return labels;
}
