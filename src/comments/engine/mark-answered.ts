import type { Db } from '../../db/schema.js';
import { parseAnswerChoice, type AnswerChoice } from '../../surveys/answer-choice.js';
import { missingCode, missingKindOf, unpackCells } from '../../surveys/answer-codes.js';
import { answerColumnsOf, type StoredColumn } from './column-queries.js';
import type { CommentColumns } from './comment-columns.js';
import type { Marked } from './select-comments.js';

/** Whether a cell of a column meets the choice; a multiple choice has a column an option, 1 where it was ticked. */
function cellTest({ codes, missing }: AnswerChoice, { optionCode, encoding }: StoredColumn) {
  const reserved = new Set(missing.map((kind) => missingCode(kind, encoding)));
  const options = new Set(
    optionCode < 0
      ? codes.filter((code) => missingKindOf(code, encoding) === undefined)
      : codes.filter((code) => code === optionCode).map(() => 1),
  );
  return (cell: number) => options.has(cell) || reserved.has(cell);
}

/** 1 for each response of an import that meets the choice, by its place. */
function peopleMeeting(choice: AnswerChoice, columns: readonly StoredColumn[]) {
  const byImport = new Map<number, Uint8Array>();
  for (const column of columns) {
    const cells = unpackCells(column.cells, column.encoding);
    const met = byImport.get(column.importId) ?? new Uint8Array(cells.length);
    const isMet = cellTest(choice, column);
    for (let at = 0; at < cells.length; at += 1) if (isMet(cells[at] ?? 0)) met[at] = 1;
    byImport.set(column.importId, met);
  }
  return byImport;
}

/** Unmarks the comments of those who do not meet every one of these answer choices, as an address has them. */
export async function unmarkUnanswered(
  db: Db,
  columns: CommentColumns,
  { marks, mark }: Marked,
  texts: readonly string[],
): Promise<void> {
  for (const choice of texts.flatMap((text) => parseAnswerChoice(text) ?? [])) {
    const people = peopleMeeting(choice, await answerColumnsOf(db, choice.questionId));
    for (let id = 1; id <= columns.highestId; id += 1) {
      if (marks[id] !== mark) continue;
      const met = people.get(columns.imports[id] ?? 0)?.[columns.positions[id] ?? 0];
      if (met !== 1) marks[id] = mark + 1;
    }
  }
}
