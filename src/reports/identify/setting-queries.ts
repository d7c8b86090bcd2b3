import { optionLabels, responseCells } from '../../comments/response-queries.js';
import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { waveColumns } from '../../statistics/rate-queries.js';
import { missingKindOf } from '../../surveys/answer-codes.js';
import type { QuotableComment } from '../quote-queries.js';
import type { FoundDetail } from './part-finding.js';

type Response = Pick<QuotableComment, 'waveId' | 'importId' | 'position'>;

/** How many responses of a wave gave each answer to its attributes, by question and option code. */
async function countAnswers(db: Db, waveId: number, questionIds: readonly number[]) {
  const counts = new Map<string, number>();
  for (const { questionId, cells, encoding } of await waveColumns(db, waveId, questionIds)) {
    if (encoding === 'f64') continue;
    for (const cell of cells) {
      const key = `${questionId} ${cell}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return (questionId: number, cell: number) => counts.get(`${questionId} ${cell}`) ?? 0;
}

/**
 * The answers of whoever wrote a comment about themselves (region, provider, group and any other) that fewer
 * of the wave's respondents gave than a table of figures would show.
 */
export async function smallSettings(db: Db, response: Response): Promise<FoundDetail[]> {
  const { waveId, importId, position } = response;
  const cells = (await responseCells(db, importId, position)).filter(
    ({ kind, encoding, cell }) =>
      kind === 'attribute' && encoding !== 'f64' && missingKindOf(cell, encoding) === undefined,
  );
  if (cells.length === 0) return [];
  const countOf = await countAnswers(
    db,
    waveId,
    cells.map(({ questionId }) => questionId),
  );
  const { leastCell } = rulesOf(db);
  const few = cells.filter(({ questionId, cell }) => countOf(questionId, cell) < leastCell);
  if (few.length === 0) return [];
  const labels = await optionLabels(db, importId);
  return few.map(({ questionId, question, cell }) => ({
    kind: 'small_setting',
    start: null,
    detail: `${question}: ${labels.get(questionId)?.get(cell) ?? `answer ${cell}`}`,
    why: `Fewer than ${leastCell} responses of this wave gave this answer. Leave it out of the attribution and of the words around the quote, and redact what points to it.`,
    redaction: null,
  }));
}

const namingRoles = ['provider', 'local_authority'] as const;

/** Homes, providers and authorities by the names that the survey of a comment has for them. */
export async function settingNames(db: Db, commentId: number): Promise<string[]> {
  const options = await db
    .selectFrom('option')
    .innerJoin('question', 'question.id', 'option.questionId')
    .innerJoin('comment', 'comment.surveyId', 'question.surveyId')
    .select('option.label')
    .where('comment.id', '=', commentId)
    .where('question.role', 'in', namingRoles)
    .execute();
  return options.map(({ label }) => label);
}
