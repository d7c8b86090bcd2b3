import { migrate } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open-database.js';
import type { Db } from '../../src/db/schema.js';
import type { Role } from '../../src/people/permissions.js';

/** A migrated database of the test's own, in memory. */
export async function openPeopleDb(): Promise<Db> {
  const db = openDatabase(':memory:');
  await migrate(db);
  return db;
}

/** Puts an account in place as it is kept, without a password unless given. */
export async function putAccount(
  db: Db,
  name: string,
  { held = ['reader'], passwordHash = null }: { held?: Role[]; passwordHash?: string | null } = {},
): Promise<number> {
  const { id } = await db
    .insertInto('account')
    .values({
      name,
      fullName: `${name} in full`,
      roles: JSON.stringify(held),
      passwordHash,
      createdAt: '2026-11-25T09:00:00.000Z',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
