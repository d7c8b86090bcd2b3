import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { hasOptions } from '../statistics/asked-question.js';
import { listMeasures } from '../statistics/measure-queries.js';
import { askedQuestions } from '../statistics/rate-queries.js';
import { listSurveys } from '../surveys/survey-queries.js';
import { addressOfSource, type FigureSource } from './figure-source.js';

/** A chart that can be added. */
interface Choice {
  text: string;
  /** As `parseChartAddress` takes it. */
  chart: string;
}

const choice = (text: string, source: FigureSource): Choice => ({
  text,
  chart: addressOfSource(source),
});

const usual = { kind: null, byId: null, earlierId: null, parts: [] };

async function ofWave(db: Db, surveyId: number, waves: readonly { id: number }[], waveId: number) {
  const questions = (await askedQuestions(db, waveId)).filter(
    (question) => hasOptions(question) && question.role === null,
  );
  const several = waves.length > 1;
  return {
    questions: questions.map(({ id, text }) =>
      choice(text, { of: 'question', waveId, questionId: id, ...usual }),
    ),
    trends: several
      ? questions.map(({ id, text }) =>
          choice(text, {
            of: 'trend',
            surveyId,
            questionId: id,
            groupKey: null,
            optionCode: null,
          }),
        )
      : [],
    others: [
      choice('The themes of its comments, by sentiment', { of: 'themes', waveId }),
      ...(several
        ? [choice('What changed since the wave before', { of: 'changes', surveyId })]
        : []),
    ],
  };
}

/** The charts that a report can take: of the measures, and of one wave and its survey once that is chosen. */
export async function chartsToChoose(db: Db, viewer: Sight, waveId: number | null) {
  const surveys = await listSurveys(db, viewer);
  const survey = surveys.find(({ waves }) => waves.some(({ id }) => id === waveId));
  return {
    waves: surveys.flatMap(({ name, waves }) =>
      waves.map((wave) => ({ value: String(wave.id), text: `${name}, ${wave.name}` })),
    ),
    wave: survey ? String(waveId) : '',
    measures: (await listMeasures(db, viewer)).map(({ id, name, survey: of, wave }) =>
      choice(`${name} (${of}, ${wave})`, { of: 'measure', measureId: id }),
    ),
    ofWave: survey && waveId !== null ? await ofWave(db, survey.id, survey.waves, waveId) : null,
  };
}
