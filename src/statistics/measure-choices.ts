import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { findRespondentGroup, respondentGroups } from '../surveys/respondent-groups.js';
import { findWave, listSurveys } from '../surveys/survey-queries.js';
import { hasOptions } from './asked-question.js';
import type { MeasureChoices } from './measure-form.js';
import { ratesForAll } from './rates.js';
import { waveCounts, waveQuestions, type WaveQuestions } from './wave-counts.js';
import { orderWaves } from './wave-order.js';

/** Attributes with more answers than these, such as providers, are no list to tick in. */
const mostAnswers = 60;

/** The question of a wave, and the groups that the measure counts where there is one already. */
interface Place {
  waveId: number;
  questionId: number;
  groupKeys?: readonly string[];
}

/** The respondent groups that replied, and those that a measure counts though they have not. */
async function groupsIn(
  db: Db,
  wave: WaveQuestions,
  counted: readonly string[],
): Promise<MeasureChoices['groups']> {
  const question = wave.questions.find(({ role }) => role === 'respondent_group');
  if (!question) return [];
  const [replies] = await waveCounts(db, wave, [question], { by: null, where: null });
  const { options = [] } = replies ? ratesForAll(question, replies) : {};
  const keys = options
    .filter(({ count }) => count > 0)
    .map(({ label }) => findRespondentGroup(label)?.key);
  return respondentGroups
    .filter(({ key }) => keys.includes(key) || counted.includes(key))
    .map(({ key, plural }) => ({ key, plural }));
}

/**
 * What a measure of a question of a wave can be made of; null where the wave has no answers to it, or
 * it has no options. @throws ViewfinderError `not_found` for a wave that is not there.
 */
export async function measureChoices(
  db: Db,
  viewer: Sight,
  { waveId, questionId, groupKeys = [] }: Place,
): Promise<MeasureChoices | null> {
  const { surveyId } = await findWave(db, viewer, waveId);
  const whole = await waveQuestions(db, waveId);
  const asked = whole.questions.filter(hasOptions);
  const question = asked.find(({ id, kind }) => id === questionId && kind !== 'attribute');
  if (!question) return null;
  const groups = await groupsIn(db, whole, groupKeys);
  const survey = (await listSurveys(db, viewer)).find(({ id }) => id === surveyId);
  const others = (survey?.waves ?? []).filter(
    ({ id, responses, purgedAt }) => id !== waveId && responses > 0 && purgedAt === null,
  );
  return {
    question,
    questions: asked.filter(
      ({ id, options }) => id !== questionId && options.length <= mostAnswers,
    ),
    groups,
    waves: orderWaves(others)
      .reverse()
      .map(({ id, name }) => ({ id, name })),
  };
}
