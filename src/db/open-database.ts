import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import SqliteFile from 'better-sqlite3';
import {
  CamelCasePlugin,
  CompiledQuery,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDialectConfig,
} from 'kysely';
import type { Db, Schema } from './schema.js';

/** How long a statement waits for another's lock, in milliseconds. */
export const busyTimeout = 10_000;

const pragmas = [
  'journal_mode = WAL',
  // Off unless asked for on every connection.
  'foreign_keys = ON',
  `busy_timeout = ${busyTimeout}`,
  // Safe with WAL against a crash of the program; a power cut may lose the last commits only.
  'synchronous = NORMAL',
  // What a sort or a vacuum spills would lie in the system's folder for temporary files, in clear.
  'temp_store = MEMORY',
  // Erased comments must not stay readable in free pages.
  'secure_delete = ON',
];

/**
 * Takes the write lock when a transaction begins: one that read first and wrote later would fail at
 * once (SQLITE_BUSY_SNAPSHOT), without waiting, if another connection wrote in between.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class ImmediateDialect extends SqliteDialect {
  constructor(private readonly config: SqliteDialectConfig) {
    super(config);
  }

  override createDriver() {
    return new ImmediateDriver(this.config);
  }
}

/**
 * Opens (and makes, with its folder) the database file; ':memory:' for a test's own. Nobody but the user
 * that the program runs as may read it; SQLite gives its log the same mode.
 */
export function openDatabase(file: string): Db {
  if (file !== ':memory:') {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  const connection = new SqliteFile(file);
  for (const pragma of pragmas) connection.pragma(pragma);
  return new Kysely<Schema>({
    dialect: new ImmediateDialect({ database: connection }),
    plugins: [new CamelCasePlugin()],
  });
}
