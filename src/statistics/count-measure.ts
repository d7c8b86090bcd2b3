import { z } from 'zod';
import type { Db } from '../db/schema.js';
import { findRespondentGroup } from '../surveys/respondent-groups.js';
import { countBreakdown } from './breakdown.js';
import { questionsOf, type Condition } from './conditions.js';
import { askedFor, countedCodes, type MeasureDefinition } from './measure-definition.js';
import { askedQuestions, waveColumns } from './rate-queries.js';
import type { AskedQuestion, StoredColumn } from './rates.js';

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
export function groupCondition(
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

/** Who is counted in each of a measure's figures of a wave: its groups together, or one by one. */
export const groupSets = ({ groupsApart, groupKeys }: MeasureDefinition): string[][] =>
  groupsApart ? groupKeys.map((key) => [key]) : [groupKeys];

interface Counting {
  measure: CountedMeasure;
  question: AskedQuestion;
  columns: StoredColumn[];
}

function countShare({ measure, question, columns }: Counting, where: Condition | null) {
  const codes = countedCodes(question, measure);
  const { all } = countBreakdown(question, null, where, columns);
  if (question.kind === 'multiple') {
    // Somebody who chose two of the options is one person.
    const chose = and(where, answered(question.id, codes));
    const numerator = countBreakdown(question, null, chose, columns).all.base;
    return { numerator, base: all.base, scored: null };
  }
  const chosen = all.options.filter(({ code }) => codes.includes(code));
  const numerator = chosen.reduce((sum, { count }) => sum + count, 0);
  return { numerator, base: all.base, scored: null };
}

function countMean({ measure, question, columns }: Counting, where: Condition | null) {
  const { all } = countBreakdown(question, null, where, columns);
  const scored = measure.scores.map(([code, score]) => ({
    score,
    count: all.options.find((option) => option.code === code)?.count ?? 0,
  }));
  const numerator = scored.reduce((sum, { score, count }) => sum + score * count, 0);
  return { numerator, base: all.base, scored };
}

async function countWave(
  db: Db,
  measure: CountedMeasure,
  waveId: number,
): Promise<CountedFigure[]> {
  const questions = await askedQuestions(db, waveId);
  const own = questions.find(({ id }) => id === measure.questionId);
  const conditions = groupSets(measure).map((keys) =>
    and(groupCondition(questions, keys), measure.condition),
  );
  const asked = conditions.flatMap((condition) => (condition ? questionsOf(condition) : []));
  const columns = own ? await waveColumns(db, waveId, [...new Set([own.id, ...asked])]) : [];
  const count = measure.counted === 'mean' ? countMean : countShare;
  return conditions.map((where, at) => {
    const groupKey = measure.groupsApart ? (measure.groupKeys[at] ?? null) : null;
    const none = { numerator: 0, base: 0, scored: measure.counted === 'mean' ? [] : null };
    const counts = own
      ? count({ measure, question: askedFor(own, measure), columns }, where)
      : none;
    return { waveId, groupKey, ...counts };
  });
}

/** Every figure of a measure as the answers are now: those of its own wave first, then of each other. */
export async function countMeasure(db: Db, measure: CountedMeasure): Promise<CountedFigure[]> {
  const figures: CountedFigure[] = [];
  for (const waveId of [measure.waveId, ...measure.otherWaveIds]) {
    figures.push(...(await countWave(db, measure, waveId)));
  }
  return figures;
}
