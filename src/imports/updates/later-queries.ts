import type { AnswerChangeTable } from '../../db/schema-updates.js';
import type { Db } from '../../db/schema.js';

/** What later imports changed in an import. */
export const changesOf = (db: Db, updatedImportId: number): Promise<AnswerChangeTable[]> =>
  db
    .selectFrom('answerChange')
    .selectAll()
    .where('updatedImportId', '=', updatedImportId)
    .execute();

export const setAnswerChange = (
  db: Db,
  { importId, updatedImportId, questionId, optionCode }: AnswerChangeTable,
  change: Pick<AnswerChangeTable, 'positions' | 'before'>,
) =>
  db
    .updateTable('answerChange')
    .set(change)
    .where('importId', '=', importId)
    .where('updatedImportId', '=', updatedImportId)
    .where('questionId', '=', questionId)
    .where('optionCode', '=', optionCode)
    .execute();

/** A row of a later import's file that is a response of an earlier one. */
export interface LaterRow {
  importId: number;
  sourceRow: number;
  updatedImportId: number;
  /** 1 where it says something else, else 0. */
  changed: number;
}

const laterRow = ['importId', 'sourceRow', 'updatedImportId', 'changed'] as const;

/** The rows of later imports that are a response. */
export const laterRows = (
  db: Db,
  { importId, position }: { importId: number; position: number },
): Promise<LaterRow[]> =>
  db
    .selectFrom('responseUpdate')
    .select(laterRow)
    .where('updatedImportId', '=', importId)
    .where('position', '=', position)
    .execute();

/** How many of these comments a later import added. */
export async function countAdded(db: Db, commentIds: readonly number[]): Promise<number> {
  if (commentIds.length === 0) return 0;
  const { added } = await db
    .selectFrom('commentChange')
    .select(({ fn }) => fn.countAll<number>().as('added'))
    .where('commentId', 'in', commentIds)
    .where('text', 'is', null)
    .executeTakeFirstOrThrow();
  return added;
}

/** Takes out which rows of later imports are a response; those behind it move up one place. */
export async function takeOutRows(
  db: Db,
  { importId, position }: { importId: number; position: number },
): Promise<LaterRow[]> {
  const rows = await db
    .deleteFrom('responseUpdate')
    .where('updatedImportId', '=', importId)
    .where('position', '=', position)
    .returning(laterRow)
    .execute();
  await db
    .updateTable('responseUpdate')
    .set((row) => ({ position: row('position', '-', 1) }))
    .where('updatedImportId', '=', importId)
    .where('position', '>', position)
    .execute();
  return rows;
}

/**
 * The latest import that brought the same responses after this one: those of this import, or those of
 * earlier imports that this one brought again.
 */
export const laterImport = (db: Db, importId: number) =>
  db
    .selectFrom('responseUpdate')
    .innerJoin('import', 'import.id', 'responseUpdate.importId')
    .select(['import.id', 'import.fileName'])
    .where('import.state', 'in', ['published', 'undoing'])
    .where('import.id', '<>', importId)
    .where('import.publishedAt', '>', (query) =>
      query.selectFrom('import as own').select('own.publishedAt').where('own.id', '=', importId),
    )
    .where((row) =>
      row.or([
        row('responseUpdate.updatedImportId', '=', importId),
        row('responseUpdate.updatedImportId', 'in', (query) =>
          query
            .selectFrom('responseUpdate as own')
            .select('own.updatedImportId')
            .where('own.importId', '=', importId),
        ),
      ]),
    )
    .orderBy('import.publishedAt', 'desc')
    .executeTakeFirst();

/** Forgets what an import changed elsewhere, and what others changed in it. */
export async function forgetUpdates(db: Db, importId: number): Promise<void> {
  await db.deleteFrom('commentChange').where('importId', '=', importId).execute();
  for (const table of ['answerChange', 'responseUpdate'] as const) {
    await db
      .deleteFrom(table)
      .where((row) =>
        row.or([row('importId', '=', importId), row('updatedImportId', '=', importId)]),
      )
      .execute();
  }
  await db.deleteFrom('questionWording').where('importId', '=', importId).execute();
}

/** The earlier imports whose responses an import brought again, and how many of them. */
export const updatedImports = (db: Db, importId: number) =>
  db
    .selectFrom('responseUpdate')
    .innerJoin('import', 'import.id', 'responseUpdate.updatedImportId')
    .select(({ fn }) => [
      'import.id',
      'import.fileName',
      fn.countAll<number>().as('responses'),
      fn.sum<number>('responseUpdate.changed').as('changed'),
    ])
    .where('responseUpdate.importId', '=', importId)
    .groupBy(['import.id', 'import.fileName'])
    .orderBy('import.id')
    .execute();

/** The published imports that brought responses of an import again, and how many of them. */
export const laterUpdates = (db: Db, importId: number) =>
  db
    .selectFrom('responseUpdate')
    .innerJoin('import', 'import.id', 'responseUpdate.importId')
    .select(({ fn }) => [
      'import.id',
      'import.fileName',
      fn.countAll<number>().as('responses'),
      fn.sum<number>('responseUpdate.changed').as('changed'),
    ])
    .where('responseUpdate.updatedImportId', '=', importId)
    .where('import.state', '=', 'published')
    .groupBy(['import.id', 'import.fileName'])
    .orderBy('import.id')
    .execute();
