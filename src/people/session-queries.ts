import type { Db } from '../db/schema.js';

export interface KeptSession {
  accountId: number | null;
  content: string;
  address: string;
  browser: string;
  expiresAt: string;
}

/** The session of that hash, unless its idle time has run out. */
export const findSession = (db: Db, idHash: string, now: string) =>
  db
    .selectFrom('session')
    .select('content')
    .where('idHash', '=', idHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst();

export async function saveSession(db: Db, idHash: string, session: KeptSession): Promise<void> {
  const seenAt = new Date().toISOString();
  await db
    .insertInto('session')
    .values({ idHash, createdAt: seenAt, seenAt, ...session })
    .onConflict((conflict) => conflict.column('idHash').doUpdateSet({ seenAt, ...session }))
    .execute();
}

/** Writes what has changed of a session; nothing where it was ended meanwhile. */
export async function changeSession(db: Db, idHash: string, session: KeptSession): Promise<void> {
  const seenAt = new Date().toISOString();
  await db
    .updateTable('session')
    .set({ seenAt, ...session })
    .where('idHash', '=', idHash)
    .execute();
}

/** Moves a session's end on; only where it was last seen before `seenBefore`, so that most requests write nothing. */
export async function touchSession(
  db: Db,
  idHash: string,
  { seenBefore, expiresAt }: { seenBefore: string; expiresAt: string },
): Promise<void> {
  const stale = await db
    .selectFrom('session')
    .select('idHash')
    .where('idHash', '=', idHash)
    .where('seenAt', '<', seenBefore)
    .executeTakeFirst();
  if (!stale) return;
  await db
    .updateTable('session')
    .set({ seenAt: new Date().toISOString(), expiresAt })
    .where('idHash', '=', idHash)
    .execute();
}

export async function removeSession(db: Db, idHash: string): Promise<void> {
  await db.deleteFrom('session').where('idHash', '=', idHash).execute();
}

export async function removeExpiredSessions(db: Db, now: string): Promise<void> {
  await db.deleteFrom('session').where('expiresAt', '<=', now).execute();
}

/** The sessions of an account under way, the one seen last first. */
export const sessionsOf = (db: Db, accountId: number, now: string) =>
  db
    .selectFrom('session')
    .select(['idHash', 'address', 'browser', 'createdAt', 'seenAt'])
    .where('accountId', '=', accountId)
    .where('expiresAt', '>', now)
    .orderBy('seenAt', 'desc')
    .execute();

/** Signs an account out everywhere. Returns how many sessions ended. */
export async function endSessions(db: Db, accountId: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
