import type { Db } from '../db/schema.js';
import { namedAnswers, type NamedAnswers } from './named-answers.js';
import { foldLabel, type Polarity, type QuestionKind, type QuestionRole } from './words.js';

export interface QuestionToSave {
  key: string;
  text: string;
  kind: QuestionKind;
  role: QuestionRole | null;
  options: { label: string; polarity: Polarity }[];
  dontKnowInBase: boolean;
}

export interface SavedQuestion {
  id: number;
  /** The survey's own code for each option, in the order of `QuestionToSave.options`. */
  codes: number[];
}

async function saveOptions(
  db: Db,
  questionId: number,
  options: QuestionToSave['options'],
): Promise<number[]> {
  const existing = await db
    .selectFrom('option')
    .select(['label', 'code'])
    .where('questionId', '=', questionId)
    .execute();
  const codes = new Map(existing.map((option) => [foldLabel(option.label), option.code]));
  let next = 1 + Math.max(-1, ...codes.values());
  for (const [position, { label, polarity }] of options.entries()) {
    const known = codes.get(foldLabel(label));
    if (known === undefined) {
      codes.set(foldLabel(label), next);
      await db
        .insertInto('option')
        .values({ questionId, code: next, label, polarity, position })
        .execute();
      next += 1;
    } else {
      await db
        .updateTable('option')
        .set({ polarity })
        .where('questionId', '=', questionId)
        .where('code', '=', known)
        .execute();
    }
  }
  return options.map((option) => codes.get(foldLabel(option.label)) ?? -1);
}

/**
 * Makes the survey's question, or finds the one of the same wording from an earlier wave; adds the
 * options that are new and takes over the polarities that were confirmed now.
 */
export async function saveQuestion(
  db: Db,
  surveyId: number,
  question: QuestionToSave,
  position: number,
): Promise<SavedQuestion> {
  const { key, text, kind, role } = question;
  const dontKnowInBase = question.dontKnowInBase ? 1 : 0;
  const existing = await db
    .selectFrom('question')
    .select('id')
    .where('surveyId', '=', surveyId)
    .where('key', '=', key)
    .executeTakeFirst();
  if (existing) {
    await db
      .updateTable('question')
      .set({ kind, role, dontKnowInBase })
      .where('id', '=', existing.id)
      .execute();
    return { id: existing.id, codes: await saveOptions(db, existing.id, question.options) };
  }
  const { id } = await db
    .insertInto('question')
    .values({ surveyId, key, text, kind, role, position, dontKnowInBase })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, codes: await saveOptions(db, id, question.options) };
}

/** "Asked of those who gave one of these answers to that question"; null for asked of everyone. */
export async function saveBase(
  db: Db,
  questionId: number,
  base: { questionId: number; codes: number[] } | null,
): Promise<void> {
  await db
    .updateTable('question')
    .set({
      baseQuestionId: base?.questionId ?? null,
      baseCodes: base ? JSON.stringify(base.codes) : null,
    })
    .where('id', '=', questionId)
    .execute();
}

/**
 * The answers that conditions ask of: those of measures, and chosen bases. A code that one of them means
 * must not come to stand for another answer.
 */
export async function answersInConditions(db: Db): Promise<NamedAnswers[]> {
  const measures = await db.selectFrom('measure').select('condition as text').execute();
  const bases = await db.selectFrom('question').select('baseRule as text').execute();
  return [...measures, ...bases].flatMap(({ text }) =>
    text === null ? [] : namedAnswers(JSON.parse(text)),
  );
}

/** Removes the questions of a survey that no import, measure, condition or other question's base uses. */
export async function removeUnusedQuestions(db: Db, surveyId: number): Promise<void> {
  const unused = await db
    .selectFrom('question')
    .select('question.id')
    .where('question.surveyId', '=', surveyId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('answerColumn')
            .select('importId')
            .whereRef('answerColumn.questionId', '=', 'question.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('comment').select('id').whereRef('comment.questionId', '=', 'question.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('measure').select('id').whereRef('measure.questionId', '=', 'question.id'),
        ),
      ),
    )
    .execute();
  const named = new Set((await answersInConditions(db)).map(({ questionId }) => questionId));
  const ids = unused.map((question) => question.id).filter((id) => !named.has(id));
  if (ids.length === 0) return;
  await db
    .updateTable('question')
    .set({ baseQuestionId: null, baseCodes: null })
    .where('baseQuestionId', 'in', ids)
    .execute();
  await db.deleteFrom('questionWording').where('questionId', 'in', ids).execute();
  await db.deleteFrom('comparability').where('questionId', 'in', ids).execute();
  await db.deleteFrom('option').where('questionId', 'in', ids).execute();
  await db.deleteFrom('question').where('id', 'in', ids).execute();
}
