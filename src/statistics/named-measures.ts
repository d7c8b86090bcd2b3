import { z } from 'zod';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import type { Actor } from '../people/permissions.js';
import { wholeSight } from '../people/sight.js';
import { findWave } from '../surveys/survey-queries.js';
import { keepMeasure } from './change-measure.js';
import { countedKinds, proposedScores } from './measure-definition.js';
import { askedQuestions } from './rate-queries.js';

/** A measure told by names and wordings, as `samples/measures.json` holds them. */
export const namedMeasureSchema = z.object({
  name: z.string(),
  survey: z.string(),
  wave: z.string(),
  question: z.string(),
  counted: z.enum(countedKinds).default('options'),
  /** Of `options` alone. */
  options: z.array(z.string()),
  /** Respondent group keys; none for everybody. */
  groups: z.array(z.string()),
  groupsApart: z.boolean().default(false),
  dontKnowInBase: z.boolean(),
  statement: z.string(),
  /** The whole sentence, with {figure}; null where the program writes it. */
  sentence: z.string().nullable().default(null),
  /** With {base}, likewise. */
  baseWords: z.string().nullable().default(null),
});
export type NamedMeasure = z.infer<typeof namedMeasureSchema>;

/** @throws ViewfinderError `not_found` naming what is not in the database; `conflict` for a taken name. */
export async function addNamedMeasure(
  db: Db,
  actor: Actor,
  waveId: number,
  named: NamedMeasure,
): Promise<number> {
  const questions = await askedQuestions(db, waveId);
  const question = questions.find(({ text }) => text === named.question);
  const codes = question?.options.filter((option) => named.options.includes(option.label));
  if (!question || codes?.length !== named.options.length) {
    throw new ViewfinderError(
      'not_found',
      `The measure “${named.name}” names a question or answer that is not in the wave.`,
    );
  }
  const { surveyId } = await findWave(db, wholeSight, waveId);
  return keepMeasure(db, actor, {
    name: named.name,
    surveyId,
    waveId,
    questionId: question.id,
    counted: named.counted,
    optionCodes: codes.map((option) => option.code),
    scores: named.counted === 'mean' ? proposedScores(question) : [],
    groupKeys: named.groups,
    groupsApart: named.groupsApart,
    dontKnowInBase: named.dontKnowInBase,
    condition: null,
    otherWaveIds: [],
    statement: named.statement,
    sentenceTemplate: named.sentence,
    baseTemplate: named.baseWords,
  });
}
