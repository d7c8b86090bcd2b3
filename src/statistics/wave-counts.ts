import type { Db } from '../db/schema.js';
import { notFound } from '../errors.js';
import type { AskedQuestion } from './asked-question.js';
import { baseConditionOf } from './base-rule.js';
import { questionsOf } from './conditions.js';
import { questionCounter, type Counted } from './count-question.js';
import { KeptCounts, type WaveMark } from './kept-counts.js';
import { askedQuestions, waveColumns, waveMark } from './rate-queries.js';
import type { Counting } from './response-places.js';
import type { StoredColumn } from './stored-column.js';

const keptBy = new WeakMap<Db, KeptCounts>();

/** A transaction may see what is never committed: nothing is kept of what it counts. */
function keptOf(db: Db): KeptCounts | undefined {
  if (db.isTransaction) return undefined;
  const kept = keptBy.get(db) ?? new KeptCounts();
  keptBy.set(db, kept);
  return kept;
}

/** The questions of a wave, as they and its answers were at `mark`. */
export interface WaveQuestions {
  mark: WaveMark;
  questions: AskedQuestion[];
}

const isSame = (a: WaveMark | undefined, b: WaveMark) =>
  a?.revision === b.revision && a.createdAt === b.createdAt;

/** Keeps what was read of a wave, unless the wave has changed while it was read. */
async function keepIfSame(
  db: Db,
  mark: WaveMark,
  entries: readonly { what: string; value: unknown; weight: number }[],
): Promise<void> {
  const kept = keptOf(db);
  if (!kept || !isSame(await waveMark(db, mark.id), mark)) return;
  for (const { what, value, weight } of entries) {
    kept.keep(KeptCounts.key(mark, what), value, weight);
  }
}

/** @throws ViewfinderError `not_found` where there is no such wave. */
export async function waveQuestions(db: Db, waveId: number): Promise<WaveQuestions> {
  const mark = await waveMark(db, waveId);
  if (!mark) throw notFound('wave');
  const what = 'questions';
  const known = keptOf(db)?.find(KeptCounts.key(mark, what)) as AskedQuestion[] | undefined;
  if (known) return { mark, questions: known };
  const questions = await askedQuestions(db, waveId);
  const weight = questions.reduce((sum, { options }) => sum + 1 + options.length, 0);
  await keepIfSame(db, mark, [{ what, value: questions, weight }]);
  return { mark, questions };
}

/** Those that a question's base rule asks of; they are counted with it. */
const ruledBy = (question: AskedQuestion): number[] => {
  const base = baseConditionOf(question);
  return base ? questionsOf(base.condition) : [];
};

/** The columns that counting takes: of the questions, and of what splits, narrows and rules them. */
function columnsFor(
  db: Db,
  { mark, questions }: WaveQuestions,
  wanted: readonly AskedQuestion[],
  { by, where }: Counting,
): Promise<StoredColumn[]> {
  const ids = [by?.id ?? [], where ? questionsOf(where) : [], wanted.map(({ id }) => id)].flat();
  const all = new Set([...ids, ...wanted.flatMap(ruledBy)]);
  const every = questions.every(({ id }) => all.has(id));
  return waveColumns(db, mark.id, every ? undefined : [...all]);
}

/** Counts a question as it would be with another base than the one it has; nothing of it is kept. */
export async function countAsIf(
  db: Db,
  wave: WaveQuestions,
  changed: AskedQuestion,
): Promise<Counted> {
  const counting = { by: null, where: null };
  const columns = await columnsFor(db, wave, [changed], counting);
  return questionCounter(columns, counting)(changed);
}

const weightOf = ({ all, parts }: Counted) =>
  [all, ...parts.values()].reduce(
    (sum, columns) =>
      [...columns.values()].reduce((own, { options }) => own + 8 + options.size, sum),
    8,
  );

/**
 * Counts questions of a wave over the union of its published imports, each over its own base; what has
 * been counted since the wave last changed is not counted again. In the order of `wanted`.
 */
export async function waveCounts(
  db: Db,
  { mark, questions }: WaveQuestions,
  wanted: readonly AskedQuestion[],
  counting: Counting,
): Promise<Counted[]> {
  const { by, where } = counting;
  const whatOf = ({ id }: AskedQuestion) => `${id} ${by?.id ?? '-'} ${JSON.stringify(where)}`;
  const kept = keptOf(db);
  const known = new Map<number, Counted>();
  for (const question of wanted) {
    const found = kept?.find(KeptCounts.key(mark, whatOf(question))) as Counted | undefined;
    if (found) known.set(question.id, found);
  }
  const unknown = wanted.filter(({ id }) => !known.has(id));
  if (unknown.length > 0) {
    const columns = await columnsFor(db, { mark, questions }, unknown, counting);
    const count = questionCounter(columns, counting);
    for (const question of unknown) known.set(question.id, count(question));
    const fresh = unknown.flatMap((question) => {
      const value = known.get(question.id);
      return value ? [{ what: whatOf(question), value, weight: weightOf(value) }] : [];
    });
    await keepIfSame(db, mark, fresh);
  }
  return wanted.flatMap(({ id }) => known.get(id) ?? []);
}
