import { mkdirSync } from 'node:fs';
import path from 'node:path';
import SqliteFile from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import type { Db, Schema } from './schema.js';

const pragmas = [
  'journal_mode = WAL',
  // Off unless asked for on every connection.
  'foreign_keys = ON',
  'busy_timeout = 10000',
  // Safe with WAL against a crash of the program; a power cut may lose the last commits only.
  'synchronous = NORMAL',
  // Erased comments must not stay readable in free pages.
  'secure_delete = ON',
];

/** Opens (and makes, with its folder) the database file; ':memory:' for a test's own. */
export function openDatabase(file: string): Db {
  if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true });
  const connection = new SqliteFile(file);
  for (const pragma of pragmas) connection.pragma(pragma);
  return new Kysely<Schema>({
    dialect: new SqliteDialect({ database: connection }),
    plugins: [new CamelCasePlugin()],
  });
}
