import type { Expression, ExpressionBuilder } from 'kysely';
import type { Db, Schema } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { bytesPerCell, unpackCells, type Encoding } from '../surveys/answer-codes.js';
import type { QuestionKind, QuestionRole } from '../surveys/words.js';
import { everything } from './comment-filter.js';
import { filteredComments } from './filter-queries.js';

/** One stored cell of a response; several for a multiple choice, one an option. */
export interface AnswerCell {
  questionId: number;
  question: string;
  kind: QuestionKind;
  role: QuestionRole | null;
  optionCode: number;
  encoding: Encoding;
  cell: number;
}

type Column = ExpressionBuilder<Schema, 'answerColumn' | 'question'>;

/** A column with its own bytes alone of the cell at a place, which is counted from 0. */
const cellAt = (row: Column, position: Expression<number>) => {
  const from = (encoding: Encoding) => {
    const width = bytesPerCell[encoding];
    const start = row(row(position, '*', row.val(width)), '+', row.val(1));
    return row.fn<Uint8Array>('substr', ['answerColumn.cells', start, row.val(width)]);
  };
  return [
    'question.id as questionId',
    'question.text as question',
    'question.kind',
    'question.role',
    'answerColumn.optionCode',
    'answerColumn.encoding',
    row
      .case()
      .when('answerColumn.encoding', '=', 'u8')
      .then(from('u8'))
      .when('answerColumn.encoding', '=', 'u16')
      .then(from('u16'))
      .else(from('f64'))
      .end()
      .as('bytes'),
  ] as const;
};

/** Their bytes as numbers; a column that ends before the place has no cell. */
const unpacked = <Row extends { bytes: Uint8Array; encoding: Encoding }>(rows: readonly Row[]) =>
  rows.flatMap(({ bytes, ...row }) => {
    const [cell] = unpackCells(bytes, row.encoding);
    return cell === undefined ? [] : [{ ...row, cell }];
  });

/** The cells of one response, in the order of the survey; only its own bytes of each column are read. */
export const responseCells = async (
  db: Db,
  importId: number,
  position: number,
): Promise<AnswerCell[]> =>
  unpacked(
    await db
      .selectFrom('answerColumn')
      .innerJoin('question', 'question.id', 'answerColumn.questionId')
      .select((row) => cellAt(row, row.val(position)))
      .where('answerColumn.importId', '=', importId)
      .orderBy('question.position')
      .orderBy('question.id')
      .orderBy('answerColumn.optionCode')
      .execute(),
  );

/** What the writers of these comments, which may be seen, answered to some questions. */
export const cellsOfComments = async (
  db: Db,
  ids: readonly number[],
  questionIds: readonly number[],
): Promise<(AnswerCell & { commentId: number })[]> =>
  unpacked(
    await db
      .selectFrom('comment')
      .innerJoin('answerColumn', 'answerColumn.importId', 'comment.importId')
      .innerJoin('question', 'question.id', 'answerColumn.questionId')
      .select('comment.id as commentId')
      .select((row) => cellAt(row as unknown as Column, row.ref('comment.position')))
      .where('comment.id', 'in', ids)
      .where('answerColumn.questionId', 'in', questionIds)
      .orderBy('answerColumn.optionCode')
      .execute(),
  );

/** The labels of the options of an import's questions: by question id, then code. */
export async function optionLabels(
  db: Db,
  importId: number,
): Promise<Map<number, Map<number, string>>> {
  const options = await db
    .selectFrom('option')
    .select(['questionId', 'code', 'label'])
    .where('questionId', 'in', (query) =>
      query.selectFrom('answerColumn').select('questionId').where('importId', '=', importId),
    )
    .execute();
  const labels = new Map<number, Map<number, string>>();
  for (const { questionId, code, label } of options) {
    labels.set(questionId, (labels.get(questionId) ?? new Map<number, string>()).set(code, label));
  }
  return labels;
}

/** The other comments of the same response that this viewer may see, in the order of the survey. */
export const otherComments = (
  db: Db,
  viewer: Sight,
  comment: { id: number; importId: number; position: number },
): Promise<{ id: number; text: string; question: string }[]> =>
  filteredComments(db, everything(viewer))
    .innerJoin('question', 'question.id', 'comment.questionId')
    .select(['comment.id', 'comment.text', 'question.text as question'])
    .where('comment.importId', '=', comment.importId)
    .where('comment.position', '=', comment.position)
    .where('comment.id', '<>', comment.id)
    .orderBy('question.position')
    .orderBy('comment.id')
    .execute();
