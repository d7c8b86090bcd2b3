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

/**
 * What a migrated database has more, or fewer, than the migrations make: a copy whose audit has lost
 * its triggers, for example, was changed by somebody.
 */
export async function foreignObjects(db: Db): Promise<string[]> {
  const fresh = openDatabase(':memory:');
  try {
    await migrate(fresh);
    const [own, made] = [await schemaObjects(db), await schemaObjects(fresh)];
    return [
      ...own.filter((object) => !made.includes(object)),
      ...made.filter((object) => !own.includes(object)),
    ];
  } finally {
    await fresh.destroy();
  }
}
