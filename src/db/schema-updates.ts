/** The same responses once more, to be updated, or others that bear the same numbers, to be added. */
export type SameNumbers = 'update' | 'add';

/** A row of a later file whose response is known from an earlier import of the wave. */
export interface ResponseUpdateTable {
  importId: number;
  /** 1-based row of the later file's sheet. */
  sourceRow: number;
  updatedImportId: number;
  /** Place of the response in the earlier import. */
  position: number;
  /** 1 where the later file says something else. */
  changed: number;
}

/** The cells of an answer column of an earlier import that a later one changed, as they stood before. */
export interface AnswerChangeTable {
  importId: number;
  updatedImportId: number;
  questionId: number;
  optionCode: number;
  /** Of the column before, and of `before`; null where the later import added the column. */
  encoding: 'u8' | 'u16' | 'f64' | null;
  /** 32-bit places in the column, little-endian. */
  positions: Uint8Array;
  before: Uint8Array;
}

/** A comment of an earlier import that a later one changed, or added. */
export interface CommentChangeTable {
  importId: number;
  commentId: number;
  /** As it stood before; null where the later import added it. */
  text: string | null;
  groupKey: string | null;
  /** Only while the change is being made. */
  newText: string | null;
  newGroupKey: string | null;
}

export interface QuestionWordingTable {
  importId: number;
  questionId: number;
  text: string;
}
