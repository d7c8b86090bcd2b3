import type { Db } from '../db/schema.js';
import { missingKindOf, unpackCells, type Encoding } from '../surveys/answer-codes.js';
import { cutCell } from './cut-cells.js';

/** An answer that a response gave. */
export interface GivenAnswer {
  questionId: number;
  code: number;
}

interface Column {
  optionCode: number;
  encoding: Encoding;
  cells: Uint8Array;
}

const chosen = 1;

/** The option that a cell stands for; undefined for none. */
function codeAt({ optionCode, encoding, cells }: Column, position: number): number | undefined {
  const cell = unpackCells(cells, encoding)[position];
  if (cell === undefined || encoding === 'f64' || missingKindOf(cell, encoding)) return undefined;
  if (optionCode < 0) return cell;
  return cell === chosen ? optionCode : undefined;
}

const holds = ({ optionCode, encoding, cells }: Column, code: number): boolean => {
  if (encoding === 'f64') return false;
  if (optionCode >= 0) return optionCode === code && unpackCells(cells, encoding).includes(chosen);
  return unpackCells(cells, encoding).includes(code);
};

/** Cuts a response out of every answer column of its import. Returns the options that it had given. */
export async function cutAnswers(
  db: Db,
  importId: number,
  position: number,
): Promise<GivenAnswer[]> {
  const columns = await db
    .selectFrom('answerColumn')
    .selectAll()
    .where('importId', '=', importId)
    .execute();
  const given: GivenAnswer[] = [];
  for (const { questionId, ...column } of columns) {
    const code = codeAt(column, position);
    if (code !== undefined) given.push({ questionId, code });
    await db
      .updateTable('answerColumn')
      .set({ cells: cutCell(column.cells, column.encoding, position) })
      .where('importId', '=', importId)
      .where('questionId', '=', questionId)
      .where('optionCode', '=', column.optionCode)
      .execute();
  }
  return given;
}

/** An option that no response bears any more. */
export interface LoneOption extends GivenAnswer {
  label: string;
  questionKey: string;
}

/** Whether a measure, or the base of another question, still speaks of the option. */
async function isNamed(db: Db, { questionId, code }: GivenAnswer): Promise<boolean> {
  const measures = await db
    .selectFrom('measure')
    .select('optionCodes as codes')
    .where('questionId', '=', questionId)
    .execute();
  const bases = await db
    .selectFrom('question')
    .select('baseCodes as codes')
    .where('baseQuestionId', '=', questionId)
    .execute();
  return [...measures, ...bases].some(
    ({ codes }) => codes !== null && (JSON.parse(codes) as number[]).includes(code),
  );
}

/**
 * Of these answers the options that nobody gives any more, in any import: their wording may have been one
 * person's own. Respondent groups, and options that a measure or a base names, are not among them.
 */
export async function loneOptions(db: Db, given: readonly GivenAnswer[]): Promise<LoneOption[]> {
  const lone: LoneOption[] = [];
  for (const answer of given) {
    const columns = await db
      .selectFrom('answerColumn')
      .select(['optionCode', 'encoding', 'cells'])
      .where('questionId', '=', answer.questionId)
      .execute();
    if (columns.some((column) => holds(column, answer.code))) continue;
    const option = await db
      .selectFrom('option')
      .innerJoin('question', 'question.id', 'option.questionId')
      .select(['option.label', 'question.key as questionKey', 'question.role'])
      .where('option.questionId', '=', answer.questionId)
      .where('option.code', '=', answer.code)
      .executeTakeFirst();
    if (!option || option.role === 'respondent_group' || (await isNamed(db, answer))) continue;
    lone.push({ ...answer, label: option.label, questionKey: option.questionKey });
  }
  return lone;
}

export async function removeOption(db: Db, { questionId, code }: GivenAnswer): Promise<void> {
  await db
    .deleteFrom('option')
    .where('questionId', '=', questionId)
    .where('code', '=', code)
    .execute();
}

/** The options of a survey's questions, as answers that may have become lone. */
export const surveyOptions = (db: Db, surveyId: number): Promise<GivenAnswer[]> =>
  db
    .selectFrom('option')
    .innerJoin('question', 'question.id', 'option.questionId')
    .select(['option.questionId', 'option.code'])
    .where('question.surveyId', '=', surveyId)
    .execute();

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
