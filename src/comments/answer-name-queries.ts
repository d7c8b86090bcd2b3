import type { Db } from '../db/schema.js';
import { hiddenFrom, type Sight } from '../people/sight.js';
import { parseAnswerChoice, type AnswerChoice } from '../surveys/answer-choice.js';
import { missingWords } from '../surveys/words.js';

/** A question with its options, as far as this viewer may see any of the ids. */
async function questionWords(db: Db, viewer: Sight, ids: readonly number[]) {
  if (ids.length === 0) return { questions: new Map<number, string>(), options: [] };
  const questions = await db
    .selectFrom('question')
    .select(['id', 'text'])
    .where('id', 'in', [...ids])
    .where('surveyId', 'not in', hiddenFrom(viewer))
    .execute();
  const known = questions.map(({ id }) => id);
  const options =
    known.length === 0
      ? []
      : await db
          .selectFrom('option')
          .select(['questionId', 'code', 'label'])
          .where('questionId', 'in', known)
          .execute();
  return { questions: new Map(questions.map(({ id, text }) => [id, text])), options };
}

/** Each answer choice of an address in words: “Do you feel safe?” is Yes or No reply. */
export async function answerNames(
  db: Db,
  viewer: Sight,
  texts: readonly string[],
): Promise<Map<string, string>> {
  const choices = texts.flatMap((text): [string, AnswerChoice][] => {
    const choice = parseAnswerChoice(text);
    return choice ? [[text, choice]] : [];
  });
  const ids = choices.map(([, { questionId }]) => questionId);
  const { questions, options } = await questionWords(db, viewer, ids);
  return new Map(
    choices.map(([text, { questionId, codes, missing }]) => {
      const question = questions.get(questionId);
      if (question === undefined) return [text, 'a question that is not there'];
      const labels = codes.map(
        (code) =>
          options.find((option) => option.questionId === questionId && option.code === code)
            ?.label ?? 'an answer that is not there',
      );
      const reasons = missing.map((kind) => missingWords[kind]);
      return [text, `“${question}” is ${[...labels, ...reasons].join(' or ')}`];
    }),
  );
}
