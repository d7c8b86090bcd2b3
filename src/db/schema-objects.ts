import { sql } from 'kysely';
import { migrate } from './migrate.js';
import { openDatabase } from './open-database.js';
import type { Db } from './schema.js';

/** Tables, indexes and triggers by kind and name, in order. */
async function schemaObjects(db: Db): Promise<string[]> {
  const { rows } = await sql<{ object: string }>`
    select type || ' ' || name as object from sqlite_schema
    where name not like 'sqlite%' order by object`.execute(db);
  return rows.map(({ object }) => object);
}

/** The triggers with what each does, in order. */
async function triggers(db: Db): Promise<string> {
  const { rows } = await sql<{ sql: string }>`
    select sql from sqlite_schema where type = 'trigger' order by name`.execute(db);
  return rows.map((trigger) => trigger.sql).join('\n');
}

/** Runs `compare` with the database that the migrations make of nothing. */
async function withFresh<T>(compare: (fresh: Db) => Promise<T>): Promise<T> {
  const fresh = openDatabase(':memory:');
  try {
    await migrate(fresh);
    return await compare(fresh);
  } finally {
    await fresh.destroy();
  }
}

/** Whether a migrated database still has the triggers that the migrations make, and no others. */
export const hasOwnTriggers = (db: Db): Promise<boolean> =>
  withFresh(async (fresh) => (await triggers(db)) === (await triggers(fresh)));

/**
 * What a migrated database has more, or fewer, than the migrations make: a copy whose audit has lost
 * its triggers, for example, was changed by somebody.
 */
export const foreignObjects = (db: Db): Promise<string[]> =>
  withFresh(async (fresh) => {
    const [own, made] = [await schemaObjects(db), await schemaObjects(fresh)];
    return [
      ...own.filter((object) => !made.includes(object)),
      ...made.filter((object) => !own.includes(object)),
    ];
  });
