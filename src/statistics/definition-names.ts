import type { Db } from '../db/schema.js';
import { optionsOf, wavesAmong } from './measure-value-queries.js';
import type { DefinitionNames } from './measure-words.js';
import { waveQuestions } from './wave-counts.js';

/** The names by which the words of a definition, and of what changed it, call things. */
export async function definitionNames(
  db: Db,
  { waveId, questionId }: { waveId: number; questionId: number },
  waveIds: readonly number[],
): Promise<DefinitionNames> {
  const waves = await wavesAmong(db, waveIds);
  return {
    question: { options: await optionsOf(db, questionId) },
    questions: (await waveQuestions(db, waveId)).questions,
    waves: new Map(waves.map(({ id, name }) => [id, name])),
  };
}
