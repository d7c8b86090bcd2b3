import type { Db } from '../../db/schema.js';
import { unpackCells } from '../../surveys/answer-codes.js';
import type { StoredColumn } from '../rates.js';

/** The published imports of a wave, in the order in which they came, with how many responses each holds. */
export const publishedImports = (
  db: Db,
  waveId: number,
): Promise<{ id: number; responses: number }[]> =>
  db
    .selectFrom('import')
    .select(['id', 'responseCount as responses'])
    .where('waveId', '=', waveId)
    .where('state', '=', 'published')
    .orderBy('id')
    .execute();

/** The answer columns of one import. */
export async function importColumns(db: Db, importId: number): Promise<StoredColumn[]> {
  const rows = await db
    .selectFrom('answerColumn')
    .selectAll()
    .where('importId', '=', importId)
    .orderBy('optionCode')
    .execute();
  return rows.map((row) => ({ ...row, cells: unpackCells(row.cells, row.encoding) }));
}

/** Grows with every change of the wave's answers. */
export async function waveRevision(db: Db, waveId: number): Promise<number> {
  const { revision } = await db
    .selectFrom('wave')
    .select('revision')
    .where('id', '=', waveId)
    .executeTakeFirstOrThrow();
  return revision;
}
