import { z } from 'zod';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import type { Actor } from '../people/permissions.js';
import { wholeSight } from '../people/sight.js';
import { findWave } from '../surveys/survey-queries.js';
import { addMeasure } from './measure-queries.js';
import { countWave } from './wave-rates.js';

/** A measure told by names and wordings, as `samples/measures.json` holds them. */
export const namedMeasureSchema = z.object({
  name: z.string(),
  survey: z.string(),
  wave: z.string(),
  question: z.string(),
  options: z.array(z.string()),
  /** Respondent group keys; none for everybody. */
  groups: z.array(z.string()),
  dontKnowInBase: z.boolean(),
  statement: z.string(),
});
export type NamedMeasure = z.infer<typeof namedMeasureSchema>;

/** @throws ViewfinderError `not_found` naming what is not in the database; `conflict` for a taken name. */
export async function addNamedMeasure(
  db: Db,
  actor: Actor,
  waveId: number,
  named: NamedMeasure,
): Promise<number> {
  const { counted } = await countWave(db, waveId, ({ text }) => text === named.question);
  const question = counted[0]?.question;
  const codes = question?.options.filter((option) => named.options.includes(option.label));
  if (!question || codes?.length !== named.options.length) {
    throw new ViewfinderError(
      'not_found',
      `The measure “${named.name}” names a question or answer that is not in the wave.`,
    );
  }
  const { surveyId } = await findWave(db, wholeSight, waveId);
  return addMeasure(db, actor, {
    name: named.name,
    surveyId,
    waveId,
    questionId: question.id,
    optionCodes: codes.map((option) => option.code),
    groupKeys: named.groups,
    dontKnowInBase: named.dontKnowInBase,
    statement: named.statement,
  });
}
