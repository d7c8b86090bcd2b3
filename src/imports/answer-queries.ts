import type { Db } from '../db/schema.js';
import { missingKindOf, unpackCells, type Encoding } from '../surveys/answer-codes.js';
import { answersInConditions } from '../surveys/question-queries.js';

/** An option that somebody gave. */
export interface GivenAnswer {
  questionId: number;
  code: number;
}

export interface CodedColumn {
  optionCode: number;
  encoding: Encoding;
  cells: Uint8Array;
}

const chosen = 1;

/** The codes of the options that a column of cells gives. */
export function codesIn({ optionCode, encoding, cells }: CodedColumn): Set<number> {
  if (encoding === 'f64') return new Set();
  const given = new Set<number>(unpackCells(cells, encoding));
  if (optionCode >= 0) return new Set(given.has(chosen) ? [optionCode] : []);
  return new Set([...given].filter((code) => !missingKindOf(code, encoding)));
}

/** Every option that the responses of an import give. */
export async function givenAnswers(db: Db, importId: number): Promise<GivenAnswer[]> {
  const columns = await db
    .selectFrom('answerColumn')
    .selectAll()
    .where('importId', '=', importId)
    .execute();
  return columns.flatMap(({ questionId, ...column }) =>
    [...codesIn(column)].map((code) => ({ questionId, code })),
  );
}

/** Every option that responses gave before an import changed them, or before it was changed. */
export async function earlierAnswers(db: Db, importId: number): Promise<GivenAnswer[]> {
  const changes = await db
    .selectFrom('answerChange')
    .selectAll()
    .where((row) => row.or([row('importId', '=', importId), row('updatedImportId', '=', importId)]))
    .execute();
  return changes.flatMap(({ questionId, optionCode, encoding, before }) =>
    [...codesIn({ optionCode, encoding: encoding ?? 'u8', cells: before })].map((code) => ({
      questionId,
      code,
    })),
  );
}

/** The codes that any response of any import gives to a question, or gave before a later import changed it. */
async function codesOf(db: Db, questionId: number): Promise<Set<number>> {
  const columns = await db
    .selectFrom('answerColumn')
    .select(['optionCode', 'encoding', 'cells'])
    .where('questionId', '=', questionId)
    .execute();
  const changed = await db
    .selectFrom('answerChange')
    .select(['optionCode', 'encoding', 'before'])
    .where('questionId', '=', questionId)
    .execute();
  const before = changed.map(({ encoding, before: cells, ...rest }) => ({
    ...rest,
    encoding: encoding ?? ('u8' as const),
    cells,
  }));
  return new Set([...columns, ...before].flatMap((column) => [...codesIn(column)]));
}

/** The codes of a question that a measure, a condition, or the base of another question speaks of. */
async function codesNamed(db: Db, questionId: number): Promise<Set<number>> {
  const measures = await db
    .selectFrom('measure')
    .select(['optionCodes as codes', 'scores'])
    .where('questionId', '=', questionId)
    .execute();
  const bases = await db
    .selectFrom('question')
    .select('baseCodes as codes')
    .where('baseQuestionId', '=', questionId)
    .execute();
  const scored = measures.flatMap(({ scores }) => JSON.parse(scores ?? '[]') as [number, number][]);
  const asked = (await answersInConditions(db)).filter((one) => one.questionId === questionId);
  return new Set([
    ...[...measures, ...bases].flatMap(({ codes }) => JSON.parse(codes ?? '[]') as number[]),
    ...scored.map(([code]) => code),
    ...asked.flatMap(({ codes }) => codes),
  ]);
}

/** An option that no response bears any more. */
export interface LoneOption extends GivenAnswer {
  label: string;
  questionKey: string;
}

/**
 * Of these answers the options that nobody gives any more, in any import: their wording may have been one
 * person's own. Respondent groups, and options that a measure or a base names, are not among them.
 */
export async function loneOptions(db: Db, given: readonly GivenAnswer[]): Promise<LoneOption[]> {
  const lone: LoneOption[] = [];
  for (const questionId of new Set(given.map((answer) => answer.questionId))) {
    const used = new Set([
      ...(await codesOf(db, questionId)),
      ...(await codesNamed(db, questionId)),
    ]);
    const wanted = new Set(
      given.filter((answer) => answer.questionId === questionId).map(({ code }) => code),
    );
    const options = await db
      .selectFrom('option')
      .innerJoin('question', 'question.id', 'option.questionId')
      .select(['option.questionId', 'option.code', 'option.label', 'question.key as questionKey'])
      .where('option.questionId', '=', questionId)
      .where((row) => row.or([row('role', 'is', null), row('role', '<>', 'respondent_group')]))
      .execute();
    lone.push(...options.filter(({ code }) => wanted.has(code) && !used.has(code)));
  }
  return lone;
}

export async function isAnotherImporting(
  db: Db,
  surveyId: number,
  importId: number,
): Promise<boolean> {
  const found = await db
    .selectFrom('import')
    .innerJoin('wave', 'wave.id', 'import.waveId')
    .select('import.id')
    .where('wave.surveyId', '=', surveyId)
    .where('import.state', '=', 'importing')
    .where('import.id', '<>', importId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Every option of a survey's questions. */
export const surveyOptions = (db: Db, surveyId: number): Promise<GivenAnswer[]> =>
  db
    .selectFrom('option')
    .innerJoin('question', 'question.id', 'option.questionId')
    .select(['option.questionId', 'option.code'])
    .where('question.surveyId', '=', surveyId)
    .execute();

export async function removeOption(db: Db, { questionId, code }: GivenAnswer): Promise<void> {
  await db
    .deleteFrom('option')
    .where('questionId', '=', questionId)
    .where('code', '=', code)
    .execute();
}

/** The confirmed mappings of a survey's published imports, as JSON. */
export async function surveyMappings(
  db: Db,
  surveyId: number,
): Promise<{ id: number; mapping: string }[]> {
  const rows = await db
    .selectFrom('import')
    .innerJoin('wave', 'wave.id', 'import.waveId')
    .select(['import.id', 'import.mapping'])
    .where('wave.surveyId', '=', surveyId)
    .where('import.state', '=', 'published')
    .execute();
  return rows.flatMap(({ id, mapping }) => (mapping === null ? [] : [{ id, mapping }]));
}
