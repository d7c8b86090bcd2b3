import { z } from 'zod';
import { notFound } from '../errors.js';
import type { Db } from '../db/schema.js';
import { hiddenFrom, type Sight } from '../people/sight.js';
import type { Decision } from './comparability.js';
import { readingSchema, type FileReading } from './wave-evidence.js';

/** A survey with those of its waves that hold published answers. @throws ViewfinderError `not_found`. */
export async function findPublishedWaves(db: Db, viewer: Sight, surveyId: number) {
  const survey = await db
    .selectFrom('survey')
    .select(['id', 'name'])
    .where('id', '=', surveyId)
    .where('id', 'not in', hiddenFrom(viewer))
    .executeTakeFirst();
  if (!survey) throw notFound('survey');
  const waves = await db
    .selectFrom('wave')
    .select(['id', 'name'])
    .where('surveyId', '=', surveyId)
    .where('id', 'in', (query) =>
      query.selectFrom('import').select('waveId').where('state', '=', 'published'),
    )
    .orderBy('id')
    .execute();
  return { ...survey, waves };
}

function parseReading(mapping: string | null) {
  const parsed = readingSchema.safeParse(JSON.parse(mapping ?? 'null'));
  return parsed.success ? parsed.data.questions : [];
}

/** How each published file of a survey puts its questions: by wave and question, a function. */
export async function fileReadings(
  db: Db,
  surveyId: number,
): Promise<(waveId: number, questionId: number) => FileReading[]> {
  const questions = await db
    .selectFrom('question')
    .select(['id', 'key', 'text'])
    .where('surveyId', '=', surveyId)
    .execute();
  const imports = await db
    .selectFrom('import')
    .innerJoin('wave', 'wave.id', 'import.waveId')
    .select(['import.id', 'import.waveId', 'import.mapping'])
    .where('wave.surveyId', '=', surveyId)
    .where('import.state', '=', 'published')
    .execute();
  const wordings = await db
    .selectFrom('questionWording')
    .innerJoin('question', 'question.id', 'questionWording.questionId')
    .select(['questionWording.importId', 'questionWording.questionId', 'questionWording.text'])
    .where('question.surveyId', '=', surveyId)
    .execute();
  const columns = await db
    .selectFrom('answerColumn')
    .innerJoin('question', 'question.id', 'answerColumn.questionId')
    .select(['answerColumn.importId', 'answerColumn.questionId'])
    .distinct()
    .where('question.surveyId', '=', surveyId)
    .execute();
  const read = new Map(imports.map(({ id, mapping }) => [id, parseReading(mapping)]));
  const worded = new Map(wordings.map((one) => [`${one.importId} ${one.questionId}`, one.text]));
  const answered = new Set(columns.map((one) => `${one.importId} ${one.questionId}`));
  const byId = new Map(questions.map((question) => [question.id, question]));
  return (waveId, questionId) => {
    const question = byId.get(questionId);
    if (!question) return [];
    return imports
      .filter((one) => one.waveId === waveId && answered.has(`${one.id} ${questionId}`))
      .map(({ id }) => ({
        wording: worded.get(`${id} ${questionId}`) ?? question.text,
        question: read.get(id)?.find(({ key }) => key === question.key) ?? null,
      }));
  };
}

/** Two waves of a question. */
export interface WavePair {
  questionId: number;
  waveId: number;
  earlierWaveId: number;
}

const pairKey = ({ questionId, waveId, earlierWaveId }: WavePair) =>
  `${questionId} ${waveId} ${earlierWaveId}`;
const sentencesSchema = z.array(z.string());

/** What people have said of a survey's waves: a function of the question and the two waves. */
export async function decisionsOf(
  db: Db,
  surveyId: number,
): Promise<(pair: WavePair) => Decision | null> {
  const rows = await db
    .selectFrom('comparability')
    .innerJoin('question', 'question.id', 'comparability.questionId')
    .selectAll('comparability')
    .where('question.surveyId', '=', surveyId)
    .execute();
  const decisions = new Map(
    rows.map((row): [string, Decision] => {
      const { comparable, note, accountName, decidedAt, findings } = row;
      const sentences = sentencesSchema.parse(JSON.parse(findings));
      const decision = { note, accountName, decidedAt, findings: sentences };
      return [pairKey(row), { ...decision, comparable: comparable === 1 }];
    }),
  );
  return (pair) => decisions.get(pairKey(pair)) ?? null;
}

/** Keeps what somebody says of two waves in place of what was said before; null takes it back. */
export async function replaceDecision(
  db: Db,
  pair: WavePair,
  decision: Decision | null,
): Promise<void> {
  await db
    .deleteFrom('comparability')
    .where('questionId', '=', pair.questionId)
    .where('waveId', '=', pair.waveId)
    .where('earlierWaveId', '=', pair.earlierWaveId)
    .execute();
  if (!decision) return;
  const { comparable, findings, ...rest } = decision;
  const row = { ...pair, ...rest, comparable: comparable ? 1 : 0 };
  await db
    .insertInto('comparability')
    .values({ ...row, findings: JSON.stringify(findings) })
    .execute();
}
