import type { Db } from '../db/schema.js';
import { unpackCells } from '../surveys/answer-codes.js';
import type { Polarity } from '../surveys/words.js';
import type { AskedQuestion } from './asked-question.js';
import { baseRuleSchema, type BaseRule } from './base-rule.js';
import type { WaveMark } from './kept-counts.js';
import type { StoredColumn } from './stored-column.js';

/** What the wave's figures depend on, or undefined where there is no such wave. */
export const waveMark = (db: Db, waveId: number): Promise<WaveMark | undefined> =>
  db
    .selectFrom('wave')
    .select(['id', 'createdAt', 'revision'])
    .where('id', '=', waveId)
    .executeTakeFirst();

const readRule = (text: string | null): BaseRule | null =>
  text === null ? null : baseRuleSchema.parse(JSON.parse(text));

/** The questions that a wave's published imports hold answers to, in the order of the survey. */
export async function askedQuestions(db: Db, waveId: number): Promise<AskedQuestion[]> {
  const questions = await db
    .selectFrom('question')
    .selectAll()
    .where('id', 'in', (query) =>
      query
        .selectFrom('answerColumn')
        .innerJoin('import', 'import.id', 'answerColumn.importId')
        .select('answerColumn.questionId')
        .where('import.waveId', '=', waveId)
        .where('import.state', '=', 'published'),
    )
    .orderBy('position')
    .orderBy('id')
    .execute();
  if (questions.length === 0) return [];
  const options = await db
    .selectFrom('option')
    .select(['questionId', 'code', 'label', 'polarity'])
    .where(
      'questionId',
      'in',
      questions.map((question) => question.id),
    )
    .orderBy('position')
    .orderBy('code')
    .execute();
  const byQuestion = new Map<number, AskedQuestion['options']>();
  for (const { questionId, ...option } of options) {
    byQuestion.set(questionId, [...(byQuestion.get(questionId) ?? []), option]);
  }
  return questions.map(({ id, text, kind, role, baseQuestionId, baseWords, ...own }) => ({
    id,
    text,
    kind,
    role,
    baseQuestionId,
    baseCodes: own.baseCodes === null ? [] : (JSON.parse(own.baseCodes) as number[]),
    baseRule: readRule(own.baseRule),
    baseWords,
    dontKnowInBase: own.dontKnowInBase === 1,
    options: byQuestion.get(id) ?? [],
  }));
}

/** The answer columns of a wave's published imports, of some questions or all. */
export async function waveColumns(
  db: Db,
  waveId: number,
  questionIds?: readonly number[],
): Promise<StoredColumn[]> {
  let query = db
    .selectFrom('answerColumn')
    .innerJoin('import', 'import.id', 'answerColumn.importId')
    .select([
      'answerColumn.importId',
      'answerColumn.questionId',
      'answerColumn.optionCode',
      'answerColumn.encoding',
      'answerColumn.cells',
    ])
    .where('import.waveId', '=', waveId)
    .where('import.state', '=', 'published');
  if (questionIds) query = query.where('answerColumn.questionId', 'in', [...questionIds]);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, cells: unpackCells(row.cells, row.encoding) }));
}

/** Responses received in the wave's published imports, and in purged ones before they were removed. */
export async function waveResponses(db: Db, waveId: number): Promise<number> {
  const { responses } = await db
    .selectFrom('import')
    .select(({ fn }) => fn.sum<number | null>('responseCount').as('responses'))
    .where('waveId', '=', waveId)
    .where('state', 'in', ['published', 'purging', 'purged'])
    .executeTakeFirstOrThrow();
  return responses ?? 0;
}

export interface PolarityChange {
  /** By option code. */
  polarities: ReadonlyMap<number, Polarity>;
  dontKnowInBase: boolean;
}

/** Changes which answers are negative, and whether don't knows are in the base; in a transaction. */
export async function savePolarities(
  db: Db,
  questionId: number,
  { polarities, dontKnowInBase }: PolarityChange,
): Promise<void> {
  for (const [code, polarity] of polarities) {
    await db
      .updateTable('option')
      .set({ polarity })
      .where('questionId', '=', questionId)
      .where('code', '=', code)
      .execute();
  }
  await db
    .updateTable('question')
    .set({ dontKnowInBase: dontKnowInBase ? 1 : 0 })
    .where('id', '=', questionId)
    .execute();
}

/** Changes who is in a question's base, and the words for it; in a transaction. */
export async function saveBaseRule(
  db: Db,
  { id, baseRule = null, baseWords = null, dontKnowInBase }: AskedQuestion,
): Promise<void> {
  await db
    .updateTable('question')
    .set({
      baseRule: baseRule === null ? null : JSON.stringify(baseRule),
      baseWords,
      dontKnowInBase: dontKnowInBase ? 1 : 0,
    })
    .where('id', '=', id)
    .execute();
}

/** How the published files of a survey's waves word a question, where otherwise than at first; by wave. */
export const questionWordings = (
  db: Db,
  questionId: number,
): Promise<{ waveId: number; wave: string; text: string }[]> =>
  db
    .selectFrom('questionWording')
    .innerJoin('import', 'import.id', 'questionWording.importId')
    .innerJoin('wave', 'wave.id', 'import.waveId')
    .select(['wave.id as waveId', 'wave.name as wave', 'questionWording.text'])
    .distinct()
    .where('questionWording.questionId', '=', questionId)
    .where('import.state', '=', 'published')
    .orderBy('wave.name')
    .execute();
