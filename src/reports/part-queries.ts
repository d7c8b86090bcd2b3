import { notFound } from '../errors.js';
import type { Db, ReportPartTable } from '../db/schema.js';
import type { Selectable } from 'kysely';

export type StoredPart = Selectable<ReportPartTable>;

export type NewPart =
  { kind: 'quote'; commentId: number; extract: string } | { kind: 'call_out'; measureId: number };

/** A report's parts in their order. */
export const listParts = (db: Db, reportId: number): Promise<StoredPart[]> =>
  db
    .selectFrom('reportPart')
    .selectAll()
    .where('reportId', '=', reportId)
    .orderBy('position')
    .orderBy('id')
    .execute();

/** @throws ViewfinderError `not_found` for a part of another report too. */
export async function findPart(db: Db, reportId: number, partId: number): Promise<StoredPart> {
  const part = (await listParts(db, reportId)).find(({ id }) => id === partId);
  if (!part) throw notFound('part of the report');
  return part;
}

/** Adds parts at the end of a report. Returns the id of the first. */
export const addParts = (db: Db, reportId: number, parts: readonly NewPart[]): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    const last = (await listParts(transaction, reportId)).at(-1)?.position ?? 0;
    const createdAt = new Date().toISOString();
    const added = await transaction
      .insertInto('reportPart')
      .values(parts.map((part, i) => ({ reportId, position: last + 1 + i, createdAt, ...part })))
      .returning('id')
      .execute();
    return Math.min(...added.map(({ id }) => id));
  });

export async function changeExtract(db: Db, partId: number, extract: string): Promise<void> {
  await db.updateTable('reportPart').set({ extract }).where('id', '=', partId).execute();
}

export async function removePart(db: Db, partId: number): Promise<void> {
  await db.deleteFrom('reportPart').where('id', '=', partId).execute();
}

/**
 * Moves a part one place up or down; the first does not move up, nor the last down. Every place is
 * written anew, so that it works whatever was removed before.
 */
export const movePart = (
  db: Db,
  reportId: number,
  partId: number,
  direction: 'up' | 'down',
): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const ids = (await listParts(transaction, reportId)).map(({ id }) => id);
    const from = ids.indexOf(partId);
    if (from === -1) throw notFound('part of the report');
    const to = direction === 'up' ? from - 1 : from + 1;
    const neighbour = ids[to];
    if (neighbour === undefined) return;
    ids[to] = partId;
    ids[from] = neighbour;
    for (const [i, id] of ids.entries()) {
      await transaction
        .updateTable('reportPart')
        .set({ position: i + 1 })
        .where('id', '=', id)
        .execute();
    }
  });
