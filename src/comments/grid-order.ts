import type { Db } from '../db/schema.js';
import { bytesPerCell, missingKindOf, unpackCells } from '../surveys/answer-codes.js';
import type { CommentColumns } from './engine/comment-columns.js';
import type { KeyOf } from './engine/order-comments.js';
import { columnsToSort, optionsOf, type SortColumn } from './grid-queries.js';

/** What a grid is put in order by: the comment's number, or the answer to a question. */
export interface GridSort {
  by: 'id' | number;
  down: boolean;
}

/** "id", "-id", "12" or "-12"; the newest comment first for anything else. */
export function parseGridSort(text: string): GridSort {
  const found = /^(-?)(id|[1-9]\d{0,14})$/.exec(text);
  if (!found) return { by: 'id', down: true };
  return { by: found[2] === 'id' ? 'id' : Number(found[2]), down: found[1] === '-' };
}

export const gridSortText = ({ by, down }: GridSort) => `${down ? '-' : ''}${by}`;

/** After every answer, whichever way answers go. */
const unanswered = 1e15;

/** Lowers the keys of one column's responses: to the place of the option, or to the number. */
function enterKeys(
  keys: Float64Array,
  { optionCode, encoding, cells: bytes }: SortColumn,
  placeOf: ReadonlyMap<number, number>,
): void {
  const ticked = placeOf.get(optionCode) ?? unanswered;
  const keyOf = (cell: number) => {
    if (missingKindOf(cell, encoding) !== undefined) return unanswered;
    if (optionCode >= 0) return cell === 1 ? ticked : unanswered;
    return encoding === 'f64' ? cell : (placeOf.get(cell) ?? cell);
  };
  for (const [at, cell] of unpackCells(bytes, encoding).entries()) {
    keys[at] = Math.min(keys[at] ?? unanswered, keyOf(cell));
  }
}

/**
 * Keys of each response of each import: the place of its option among the question's, or its number. Of a
 * multiple choice the first option that was ticked counts.
 */
async function answerKeys(db: Db, questionId: number, importIds: readonly number[]) {
  const options = await optionsOf(db, [questionId]);
  const placeOf = new Map(options.map(({ code }, place) => [code, place]));
  const byImport = new Map<number, Float64Array>();
  for (const column of await columnsToSort(db, questionId, importIds)) {
    const { importId, encoding, cells } = column;
    const length = cells.byteLength / bytesPerCell[encoding];
    const keys = byImport.get(importId) ?? new Float64Array(length).fill(unanswered);
    enterKeys(keys, column, placeOf);
    byImport.set(importId, keys);
  }
  return byImport;
}

/** The order of a grid as a key of each comment; the same for those who answered the same. */
export async function gridKeys(
  db: Db,
  columns: CommentColumns,
  { by, down }: GridSort,
  importIds: readonly number[],
): Promise<KeyOf> {
  if (by === 'id') return down ? () => 0 : (id) => id;
  const keys = await answerKeys(db, by, importIds);
  const { imports, positions } = columns;
  return (id) => {
    const key = keys.get(imports[id] ?? 0)?.[positions[id] ?? 0] ?? unanswered;
    return down && key !== unanswered ? -key : key;
  };
}
