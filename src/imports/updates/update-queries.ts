import { bulkInsert } from '../../db/bulk-insert.js';
import type {
  AnswerChangeTable,
  CommentChangeTable,
  SameNumbers,
} from '../../db/schema-updates.js';
import type { Db } from '../../db/schema.js';
import { unpackCells } from '../../surveys/answer-codes.js';
import type { QuestionKind } from '../../surveys/words.js';
import type { KnownColumn } from './compare-answers.js';
import type { KnownComment } from './compare-comments.js';
import type { NumberedResponse } from './match-responses.js';

/** The responses of a wave's published imports that have a number. */
export async function numberedResponses(db: Db, waveId: number): Promise<NumberedResponse[]> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('import', 'import.id', 'response.importId')
    .select(['response.importId', 'response.position', 'response.platformId'])
    .where('import.waveId', '=', waveId)
    .where('import.state', '=', 'published')
    .where('response.platformId', '<>', '')
    .orderBy('response.importId')
    .orderBy('response.position')
    .execute();
  return rows.flatMap(({ platformId, ...row }) =>
    platformId === null ? [] : [{ ...row, platformId }],
  );
}

export interface KnownQuestion {
  id: number;
  key: string;
  text: string;
  kind: QuestionKind;
  options: { code: number; label: string }[];
}

/** Every question of a survey with its options, by key. */
export async function surveyQuestions(
  db: Db,
  surveyId: number,
): Promise<Map<string, KnownQuestion>> {
  const questions = await db
    .selectFrom('question')
    .select(['id', 'key', 'text', 'kind'])
    .where('surveyId', '=', surveyId)
    .execute();
  const options = await db
    .selectFrom('option')
    .innerJoin('question', 'question.id', 'option.questionId')
    .select(['option.questionId', 'option.code', 'option.label'])
    .where('question.surveyId', '=', surveyId)
    .execute();
  const byId = new Map(
    questions.map((question) => [
      question.id,
      { ...question, options: [] as KnownQuestion['options'] },
    ]),
  );
  for (const { questionId, ...option } of options) byId.get(questionId)?.options.push(option);
  return new Map([...byId.values()].map((question) => [question.key, question]));
}

/** The answer columns of an import to one question. */
export async function columnsOf(
  db: Db,
  importId: number,
  questionId: number,
): Promise<KnownColumn[]> {
  const rows = await db
    .selectFrom('answerColumn')
    .select(['optionCode', 'encoding', 'cells'])
    .where('importId', '=', importId)
    .where('questionId', '=', questionId)
    .orderBy('optionCode')
    .execute();
  return rows.map((row) => ({ ...row, cells: unpackCells(row.cells, row.encoding) }));
}

/** The comments of an import at places from `from` up to, not including, `to`. */
export const commentsBetween = (
  db: Db,
  importId: number,
  [from, to]: [number, number],
): Promise<KnownComment[]> =>
  db
    .selectFrom('comment')
    .select(['id', 'position', 'questionId', 'groupKey', 'text'])
    .where('importId', '=', importId)
    .where('position', '>=', from)
    .where('position', '<', to)
    .orderBy('id')
    .execute();

/** The published imports of a wave that hold any of these texts as comments, and how many of them. */
export const importsSaying = (db: Db, waveId: number, texts: readonly string[]) =>
  db
    .selectFrom('comment')
    .innerJoin('import', 'import.id', 'comment.importId')
    .select(({ fn }) => [
      'import.id as importId',
      'import.fileName',
      fn.count<number>('comment.text').distinct().as('found'),
    ])
    .where('comment.waveId', '=', waveId)
    .where('import.state', '=', 'published')
    .where('comment.text', 'in', texts)
    .groupBy(['import.id', 'import.fileName'])
    .orderBy('import.id')
    .execute();

/** What must be as it was found for the changes planned to fit an import. */
export async function standOf(db: Db, importId: number): Promise<string> {
  const found = await db
    .selectFrom('import')
    .select(['state', 'responseCount', 'commentCount'])
    .where('id', '=', importId)
    .executeTakeFirst();
  const last = await db
    .selectFrom('responseUpdate')
    .innerJoin('import', 'import.id', 'responseUpdate.importId')
    .select(({ fn }) => fn.max('responseUpdate.importId').as('last'))
    .where('updatedImportId', '=', importId)
    .where('import.state', '=', 'published')
    .executeTakeFirst();
  return JSON.stringify([found, last]);
}

export interface ColumnPlace {
  importId: number;
  questionId: number;
  optionCode: number;
}

/** Puts a column in the place of what stands there. */
export async function replaceColumn(
  db: Db,
  place: ColumnPlace,
  column: Pick<AnswerChangeTable, 'encoding'> & { cells: Uint8Array },
): Promise<void> {
  await removeColumn(db, place);
  const { encoding, cells } = column;
  if (encoding)
    await db
      .insertInto('answerColumn')
      .values({ ...place, encoding, cells })
      .execute();
}

export async function removeColumn(
  db: Db,
  { importId, questionId, optionCode }: ColumnPlace,
): Promise<void> {
  await db
    .deleteFrom('answerColumn')
    .where('importId', '=', importId)
    .where('questionId', '=', questionId)
    .where('optionCode', '=', optionCode)
    .execute();
}

export const addAnswerChange = (db: Db, change: AnswerChangeTable) =>
  db.insertInto('answerChange').values(change).execute();

export const answerChanges = (db: Db, importId: number): Promise<AnswerChangeTable[]> =>
  db.selectFrom('answerChange').selectAll().where('importId', '=', importId).execute();

export const addCommentChanges = (db: Db, changes: readonly CommentChangeTable[]) =>
  bulkInsert(db, 'commentChange', changes);

/** A comment that an import changed or added, with what a tagger needs of it. */
export type ChangedComment = CommentChangeTable & { updatedImportId: number; question: string };

export const commentChanges = (db: Db, importId: number): Promise<ChangedComment[]> =>
  db
    .selectFrom('commentChange')
    .innerJoin('comment', 'comment.id', 'commentChange.commentId')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .selectAll('commentChange')
    .select(['comment.importId as updatedImportId', 'question.text as question'])
    .where('commentChange.importId', '=', importId)
    .orderBy('commentChange.commentId')
    .execute();

/** Gives the comments that an import changes their new texts and groups, all at once. */
export async function writeNewTexts(db: Db, importId: number): Promise<void> {
  await db
    .updateTable('comment')
    .from('commentChange')
    .set((row) => ({
      text: row.ref('commentChange.newText').$notNull(),
      groupKey: row.ref('commentChange.newGroupKey'),
    }))
    .whereRef('comment.id', '=', 'commentChange.commentId')
    .where('commentChange.importId', '=', importId)
    .where('commentChange.newText', 'is not', null)
    .execute();
  await db
    .updateTable('commentChange')
    .set({ newText: null, newGroupKey: null })
    .where('importId', '=', importId)
    .execute();
}

/** Gives the comments that an import changed their earlier texts and groups again, all at once. */
export async function writeEarlierTexts(db: Db, importId: number): Promise<void> {
  await db
    .updateTable('comment')
    .from('commentChange')
    .set((row) => ({
      text: row.ref('commentChange.text').$notNull(),
      groupKey: row.ref('commentChange.groupKey'),
    }))
    .whereRef('comment.id', '=', 'commentChange.commentId')
    .where('commentChange.importId', '=', importId)
    .where('commentChange.text', 'is not', null)
    .execute();
}

/** Adds to the number of comments that an import says it holds. */
export const countComments = (db: Db, importId: number, more: number) =>
  db
    .updateTable('import')
    .set((row) => ({ commentCount: row('commentCount', '+', more) }))
    .where('id', '=', importId)
    .execute();

/** What the officer said of the numbers that the wave has already. */
export async function sameNumbersOf(db: Db, importId: number): Promise<SameNumbers | null> {
  const found = await db
    .selectFrom('import')
    .select('sameNumbers')
    .where('id', '=', importId)
    .executeTakeFirst();
  return found?.sameNumbers ?? null;
}
