import type { ExpressionBuilder } from 'kysely';
import type { Schema } from '../db/schema.js';
import { parseAnswerChoice, type AnswerChoice } from '../surveys/answer-choice.js';
import { bytesPerCell, missingCode, missingKindOf, packCells } from '../surveys/answer-codes.js';

type Row = ExpressionBuilder<Schema, 'comment'>;
type Cell = ExpressionBuilder<Schema, 'comment' | 'answerColumn'>;

/** Numbers and dates have no options to choose from. */
const encodings = ['u8', 'u16'] as const;
type OptionEncoding = (typeof encodings)[number];

const cellsOf = { u8: Uint8Array, u16: Uint16Array };
const bytesOf = (cell: number, encoding: OptionEncoding) => packCells(cellsOf[encoding].of(cell));

/** A larger code would be cut to another answer's, and a reserved one is none. */
const fits = (code: number, encoding: OptionEncoding) =>
  code < 256 ** bytesPerCell[encoding] && missingKindOf(code, encoding) === undefined;

/** Columns of one encoding whose cell at the comment's position meets the choice. */
function met(cell: Cell, { codes, missing }: AnswerChoice, encoding: OptionEncoding) {
  const width = bytesPerCell[encoding];
  const start = cell(cell('comment.position', '*', width), '+', 1);
  const own = cell.fn<Uint8Array>('substr', ['answerColumn.cells', start, cell.val(width)]);
  const isIn = (cells: readonly number[]) =>
    cell(
      own,
      'in',
      cells.map((one) => bytesOf(one, encoding)),
    );
  const reserved = missing.map((kind) => missingCode(kind, encoding));
  const stored = codes.filter((code) => fits(code, encoding));
  return cell.and([
    cell('answerColumn.encoding', '=', encoding),
    cell.or([
      ...(reserved.length > 0 ? [isIn(reserved)] : []),
      ...(codes.length > 0
        ? [
            ...(stored.length > 0
              ? [cell.and([cell('answerColumn.optionCode', '<', 0), isIn(stored)])]
              : []),
            // A multiple choice has a column an option, 1 where it was ticked.
            cell.and([cell('answerColumn.optionCode', 'in', codes), isIn([1])]),
          ]
        : []),
    ]),
  ]);
}

/**
 * Whoever wrote a comment gave one of these answers: read off the answer columns where they are, each
 * cell by its place. Measured over 400,000 comments of 100,000 responses: 0.05 s more than without.
 */
const answeredOne = (row: Row, choice: AnswerChoice) =>
  row.exists(
    row
      .selectFrom('answerColumn')
      .select('answerColumn.questionId')
      .whereRef('answerColumn.importId', '=', 'comment.importId')
      .where('answerColumn.questionId', '=', choice.questionId)
      .where((cell) => cell.or(encodings.map((encoding) => met(cell, choice, encoding)))),
  );

/** Whoever wrote a comment meets every one of these answer choices, as an address has them. */
export const answeredAll = (row: Row, texts: readonly string[]) =>
  row.and(
    texts.flatMap((text) => parseAnswerChoice(text) ?? []).map((one) => answeredOne(row, one)),
  );
