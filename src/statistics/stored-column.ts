import type { AnswerCells, Encoding } from '../surveys/answer-codes.js';

/** One answer column of one import. */
export interface StoredColumn {
  importId: number;
  questionId: number;
  /** The option of a multiple choice; -1 for every other kind. */
  optionCode: number;
  encoding: Encoding;
  cells: AnswerCells;
}
