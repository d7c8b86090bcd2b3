import { notFound } from '../errors.js';
import type { Db } from '../db/schema.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { findWave } from '../surveys/survey-queries.js';
import { baseInWords } from './base-words.js';
import { countBreakdown, type Breakdown, type BreakdownSpec } from './breakdown.js';
import { correctBreakdown } from './correct-intervals.js';
import { waveReturns } from './invited-queries.js';
import { questionsOf } from './conditions.js';
import { askedQuestions, waveColumns } from './rate-queries.js';
import { intervalNote } from './response-rate.js';
import { withholdSmall } from './withhold.js';

/** Internal figures are true counts, never to be published; the others may leave. */
export type Showing = 'internal' | 'publication';

/** What a viewer is shown: true counts where they may see them and did not ask for the others. */
export const showingTo = (viewer: Sight, asked?: unknown): Showing =>
  may(viewer, 'true_counts') && asked !== 'publication' ? 'internal' : 'publication';

/**
 * Counts a question by the categories of another, or of none; only of a wave that the viewer may see.
 * @throws ViewfinderError `not_found` for a wave, question or category that is not there.
 */
export async function breakdownOf(
  db: Db,
  viewer: Sight,
  spec: BreakdownSpec,
  showing: Showing,
): Promise<Breakdown> {
  const { waveId, questionId, byId, where } = spec;
  await findWave(db, viewer, waveId);
  const questions = await askedQuestions(db, waveId);
  const question = questions.find(({ id }) => id === questionId);
  const by = byId === null ? null : questions.find(({ id }) => id === byId);
  if (!question || by === undefined) throw notFound('question');
  const ids = [questionId, ...(byId === null ? [] : [byId]), ...(where ? questionsOf(where) : [])];
  const columns = await waveColumns(db, waveId, [...new Set(ids)]);
  const returns = await waveReturns(db, waveId);
  const counts = correctBreakdown(countBreakdown(question, by, where, columns), by, returns);
  const shown =
    showing === 'internal' && may(viewer, 'true_counts')
      ? { all: counts.all, groups: counts.parts }
      : withholdSmall(question, { all: counts.all, groups: counts.parts });
  const baseWords = baseInWords(question, questions, shown.all.base);
  return {
    ...{ waveId, question, by, where, baseWords, all: shown.all, parts: shown.groups },
    intervalNote: intervalNote(returns.all),
  };
}
