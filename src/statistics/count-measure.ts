import { z } from 'zod';
import type { Db } from '../db/schema.js';
import { findRespondentGroup } from '../surveys/respondent-groups.js';
import type { AskedQuestion } from './asked-question.js';
import type { Condition } from './conditions.js';
import { askedFor, countedCodes, type MeasureDefinition } from './measure-definition.js';
import { ratesForAll } from './rates.js';
import { waveCounts, waveQuestions, type WaveQuestions } from './wave-counts.js';

/** One figure of a measure: of a wave and, where its groups are apart, of one of them. */
export const countedFigureSchema = z.object({
  waveId: z.number(),
  groupKey: z.string().nullable(),
  /** Of a mean, the sum of the scores. */
  numerator: z.number(),
  base: z.number(),
  /** Of a mean, how many gave each score; null of a share. */
  scored: z.array(z.object({ score: z.number(), count: z.number() })).nullable(),
});
export type CountedFigure = z.infer<typeof countedFigureSchema>;

/** Whether two counts are the same value. */
export const isSameValue = (a: CountedFigure, b: CountedFigure) =>
  a.numerator === b.numerator &&
  a.base === b.base &&
  JSON.stringify(a.scored) === JSON.stringify(b.scored);

/** What is counted: a definition and where it belongs. */
export type CountedMeasure = MeasureDefinition & { waveId: number; questionId: number };

const and = (...of: (Condition | null)[]): Condition | null => {
  const conditions = of.filter((one) => one !== null);
  return conditions.length > 1 ? { kind: 'and', of: conditions } : (conditions[0] ?? null);
};

const answered = (questionId: number, codes: number[]): Condition => ({
  kind: 'answer',
  questionId,
  codes,
  missing: [],
});

const nobody: Condition = { kind: 'or', of: [] };

/** The respondents of some groups; null for everybody. */
function groupCondition(
  questions: readonly AskedQuestion[],
  groupKeys: readonly string[],
): Condition | null {
  if (groupKeys.length === 0) return null;
  const question = questions.find(({ role }) => role === 'respondent_group');
  const codes = (question?.options ?? []).filter(({ label }) =>
    groupKeys.includes(findRespondentGroup(label)?.key ?? ''),
  );
  if (!question) return nobody;
  return answered(
    question.id,
    codes.map(({ code }) => code),
  );
}

/** Who is counted of some groups: those who meet the measure's condition besides; null for everybody. */
export const groupWhere = (
  questions: readonly AskedQuestion[],
  { condition }: MeasureDefinition,
  groupKeys: readonly string[],
): Condition | null => and(groupCondition(questions, groupKeys), condition);

/** Who is counted in each of a measure's figures of a wave: its groups together, or one by one. */
const groupSets = ({ groupsApart, groupKeys }: MeasureDefinition): string[][] =>
  groupsApart ? groupKeys.map((key) => [key]) : [groupKeys];

/** Counts a measure in one wave, for those who meet a condition. */
type CountOf = (where: Condition | null) => Promise<Omit<CountedFigure, 'waveId' | 'groupKey'>>;

function counterOf(db: Db, measure: CountedMeasure, wave: WaveQuestions): CountOf {
  const own = wave.questions.find(({ id }) => id === measure.questionId);
  const isMean = measure.counted === 'mean';
  const none = { numerator: 0, base: 0, scored: isMean ? [] : null };
  if (!own) return () => Promise.resolve(none);
  const codes = countedCodes(own, measure);
  const question = askedFor(own, measure);
  const ratesWhere = async (where: Condition | null) => {
    const [counted] = await waveCounts(db, wave, [own], { by: null, where });
    return counted && ratesForAll(question, counted);
  };
  return async (where) => {
    const rates = await ratesWhere(where);
    if (!rates) return none;
    const { base, options } = rates;
    const plain = { base, scored: null };
    const countOf = (code: number) => options.find((option) => option.code === code)?.count ?? 0;
    if (isMean) {
      const scored = measure.scores.map(([code, score]) => ({ score, count: countOf(code) }));
      const numerator = scored.reduce((sum, { score, count }) => sum + score * count, 0);
      return { ...plain, numerator, scored };
    }
    if (own.kind === 'multiple') {
      // Somebody who chose two of the options is one person.
      const chose = await ratesWhere(and(where, answered(own.id, codes)));
      return { ...plain, numerator: chose?.base ?? 0 };
    }
    return { ...plain, numerator: codes.reduce((sum, code) => sum + countOf(code), 0) };
  };
}

async function countWave(
  db: Db,
  measure: CountedMeasure,
  waveId: number,
): Promise<CountedFigure[]> {
  const wave = await waveQuestions(db, waveId);
  const count = counterOf(db, measure, wave);
  const figures: CountedFigure[] = [];
  for (const keys of groupSets(measure)) {
    const where = groupWhere(wave.questions, measure, keys);
    const groupKey = measure.groupsApart ? (keys[0] ?? null) : null;
    figures.push({ waveId, groupKey, ...(await count(where)) });
  }
  return figures;
}

/** Every figure of a measure as the answers are now: those of its own wave first, then of each other. */
export async function countMeasure(db: Db, measure: CountedMeasure): Promise<CountedFigure[]> {
  const figures: CountedFigure[] = [];
  for (const waveId of [measure.waveId, ...measure.otherWaveIds]) {
    figures.push(...(await countWave(db, measure, waveId)));
  }
  return figures;
}
