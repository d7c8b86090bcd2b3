import type { Db } from '../db/schema.js';
import { groupWhere, type CountedFigure, type CountedMeasure } from './count-measure.js';
import { protectMean, protectSum } from './disclosure/publication.js';
import { askedFor, countedCodes } from './measure-definition.js';
import { waveQuestions } from './wave-counts.js';

/**
 * Whether a figure of a measure, counted from the answers as they are, is withheld from publication: it
 * must agree with every table that has left of its wave.
 */
export async function isProtected(
  db: Db,
  measure: CountedMeasure,
  { waveId, groupKey }: CountedFigure,
): Promise<boolean> {
  const { questions } = await waveQuestions(db, waveId);
  const own = questions.find(({ id }) => id === measure.questionId);
  if (!own) return false;
  const where = groupWhere(questions, measure, groupKey === null ? measure.groupKeys : [groupKey]);
  const asked = { question: askedFor(own, measure), where, codes: countedCodes(own, measure) };
  const wave = { id: waveId, questions };
  if (measure.counted === 'mean') return protectMean(db, wave, asked);
  const { numerator, base } = await protectSum(db, wave, asked);
  return numerator || base;
}
