import type { Db } from '../db/schema.js';
import type { GivenAnswer } from '../imports/answer-queries.js';
import { missingKindOf, unpackCells, type Encoding } from '../surveys/answer-codes.js';
import { cutCell } from './cut-cells.js';

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
