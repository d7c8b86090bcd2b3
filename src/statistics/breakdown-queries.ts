import { notFound, ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { findWave } from '../surveys/survey-queries.js';
import { hasOptions, type AskedQuestion } from './asked-question.js';
import { baseInWords } from './base-words.js';
import { breakdownRates, type Breakdown, type BreakdownSpec } from './breakdown.js';
import { publishedRates } from './disclosure/publication.js';
import { correctBreakdown } from './correct-intervals.js';
import { waveReturns } from './invited-queries.js';
import { intervalNote } from './response-rate.js';
import { waveCounts, waveQuestions } from './wave-counts.js';
import type { Showing } from './withhold.js';

export type { Showing } from './withhold.js';

/** What a viewer is shown: true counts where they may see them and did not ask for the others. */
export const showingTo = (viewer: Sight, asked?: unknown): Showing =>
  may(viewer, 'true_counts') && asked !== 'publication' ? 'internal' : 'publication';

/** More cells than this fill no page, and a table of them would take long to count. */
const mostCells = 2_000_000;

function refuseUncountable(question: AskedQuestion, by: AskedQuestion | null): void {
  const uncountable = [question, by].find((one) => one && !hasOptions(one));
  if (uncountable) {
    const kind = uncountable.kind === 'number' ? 'numbers' : 'dates';
    throw new ViewfinderError(
      'invalid',
      `“${uncountable.text}” was answered with ${kind}, which are not counted one by one. Choose a question with answers to choose from.`,
    );
  }
  if (by && question.options.length * by.options.length > mostCells) {
    throw new ViewfinderError(
      'invalid',
      `“${question.text}” and “${by.text}” have too many answers to set side by side. Choose a question with fewer.`,
    );
  }
}

/**
 * Counts a question by the categories of another, or of none; only of a wave that the viewer may see.
 * @throws ViewfinderError `not_found` for a wave, question or category that is not there; `invalid`
 * for numbers and dates.
 */
export async function breakdownOf(
  db: Db,
  viewer: Sight,
  spec: BreakdownSpec,
  showing: Showing,
): Promise<Breakdown> {
  const { waveId, questionId, byId, where } = spec;
  await findWave(db, viewer, waveId);
  const wave = await waveQuestions(db, waveId);
  const { questions } = wave;
  const question = questions.find(({ id }) => id === questionId);
  const by = byId === null ? null : questions.find(({ id }) => id === byId);
  if (!question || by === undefined) throw notFound('question');
  refuseUncountable(question, by);
  const [counted] = await waveCounts(db, wave, [question], { by, where });
  if (!counted) throw notFound('question');
  const returns = await waveReturns(db, waveId);
  const counts = breakdownRates(question, by, counted);
  const truth = correctBreakdown(counts, by, returns);
  const isInternal = showing === 'internal' && may(viewer, 'true_counts');
  const { all, parts } = isInternal
    ? truth
    : await publishedRates(db, { id: waveId, questions }, { question, by, where }, truth);
  return {
    waveId,
    question,
    by,
    where,
    baseWords: baseInWords(question, questions, all, { where }),
    all,
    parts: parts.filter(({ base }) => base !== 0),
    overlapping: by?.kind === 'multiple',
    intervalNote: intervalNote(returns.all),
  };
}
