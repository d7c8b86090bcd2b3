import { sql } from 'kysely';
import type { Db } from './schema.js';

/** The path of the file behind a connection, for a thread that opens it again. */
export async function databaseFileOf(db: Db): Promise<string> {
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  return rows[0]?.file ?? '';
}
