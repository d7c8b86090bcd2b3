import type { Db } from '../../src/db/schema.js';
import type { Condition } from '../../src/statistics/conditions.js';
import { questionCounter, type Counted } from '../../src/statistics/count-question.js';
import { waveColumns } from '../../src/statistics/rate-queries.js';
import { waveQuestions } from '../../src/statistics/wave-counts.js';
import { missingCode } from '../../src/surveys/answer-codes.js';
import { missingKinds } from '../../src/surveys/words.js';
import type { Crossing, KeyedCounts } from './duckdb-counts.js';

/** A wave's questions in the order of the export, and the attribute by which they are counted. */
async function questionsOf(db: Db, waveId: number) {
  const { questions } = await waveQuestions(db, waveId);
  const authority = questions.find(({ role }) => role === 'local_authority');
  if (!authority) throw new Error('The wave has no authorities.');
  return { authority, closed: questions.filter(({ kind }) => kind === 'single') };
}

/** Reads the answers of a wave from the database and counts every question by authority; nothing is kept. */
export async function countStored(db: Db, waveId: number): Promise<Counted[]> {
  const { authority, closed } = await questionsOf(db, waveId);
  const columns = await waveColumns(
    db,
    waveId,
    [authority, ...closed].map(({ id }) => id),
  );
  return closed.map(questionCounter(columns, { by: authority, where: null }));
}

/** The counting alone, of answers that have been read: a function that does it. */
export async function readyToCount(db: Db, waveId: number): Promise<() => Counted[]> {
  const { authority, closed } = await questionsOf(db, waveId);
  const columns = await waveColumns(
    db,
    waveId,
    [authority, ...closed].map(({ id }) => id),
  );
  return () => closed.map(questionCounter(columns, { by: authority, where: null }));
}

/** Reads what a cross-tabulation of some responses takes, and counts it. */
export async function crossStored(db: Db, waveId: number, crossing: Crossing): Promise<Counted> {
  const { closed } = await questionsOf(db, waveId);
  const [question, by, asked] = [crossing.rows, crossing.columns, crossing.where.question].map(
    (at) => closed[at],
  );
  if (!question || !by || !asked) throw new Error('There is no such question.');
  const codes = [crossing.where.code];
  const where: Condition = { kind: 'answer', questionId: asked.id, codes, missing: [] };
  const columns = await waveColumns(db, waveId, [question.id, by.id, asked.id]);
  return questionCounter(columns, { by, where })(question);
}

/** As DuckDB's counts are keyed: "part code", after `before`. */
export function keyed(counted: Counted, before: string): KeyedCounts {
  const keys: KeyedCounts = new Map();
  const add = (part: number, code: number, count: number) => {
    if (count > 0) keys.set(`${before}${part} ${code}`, count);
  };
  for (const [part, columns] of counted.parts) {
    const counts = columns.get(-1);
    counts?.options.forEach((count, code) => add(part, code, count));
    for (const kind of missingKinds) add(part, missingCode(kind, 'u8'), counts?.missing[kind] ?? 0);
  }
  return keys;
}

/** "row column" as DuckDB has them. */
export const keyedCrossing = (counted: Counted): KeyedCounts =>
  new Map(
    [...keyed(counted, '')].map(([key, count]) => [key.split(' ').reverse().join(' '), count]),
  );
