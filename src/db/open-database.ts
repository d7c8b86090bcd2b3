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
  type SqliteDatabase,
  type SqliteDialectConfig,
  type SqliteStatement,
} from 'kysely';
import { PatientConnection } from './patient-connection.js';
import type { Db, Schema } from './schema.js';

const pragmas = [
  'journal_mode = WAL',
  // Off unless asked for on every connection.
  'foreign_keys = ON',
  // SQLite would wait for another's lock by holding up the whole thread; PatientConnection does not.
  'busy_timeout = 0',
  // Safe with WAL against a crash of the program; a power cut may lose the last commits only.
  'synchronous = NORMAL',
  // What a sort or a vacuum spills would lie in the system's folder for temporary files, in clear.
  'temp_store = MEMORY',
  // Erased comments must not stay readable in free pages.
  'secure_delete = ON',
  // Whoever commits to a longer log moves it into the database: the server's own thread, which serves
  // pages, leaves that to the threads that write much, and they keep the log far below this (32 MB).
  'wal_autocheckpoint = 8000',
];

/** For a thread that writes a whole import: pages that every part changes are kept, and written once. */
const pragmasForMuch = ['wal_autocheckpoint = 2000', 'cache_size = -32000'];

/**
 * Takes the write lock when a transaction begins: one that read first and wrote later would fail at
 * once (SQLITE_BUSY_SNAPSHOT), without waiting, if another connection wrote in between.
 */
class ImmediateDriver extends SqliteDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PatientConnection(await super.acquireConnection());
  }

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

const mostKept = 50;

/** Keeps what is compiled of inserts: an import runs the same few ten thousand times. */
function keepInserts(connection: SqliteFile.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  const prepare = (text: string) => connection.prepare(text) as unknown as SqliteStatement;
  return {
    close: () => connection.close(),
    prepare(text) {
      if (!text.startsWith('insert into')) return prepare(text);
      let statement = kept.get(text);
      if (!statement) {
        if (kept.size >= mostKept) kept.clear();
        kept.set(text, (statement = prepare(text)));
      }
      return statement;
    },
  };
}

/**
 * Opens (and makes, with its folder) the database file; ':memory:' for a test's own. Nobody but the user
 * that the program runs as may read it; SQLite gives its log the same mode. `writesMuch`: not for a
 * thread that serves pages.
 */
export function openDatabase(file: string, { writesMuch = false } = {}): Db {
  if (file !== ':memory:') {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  const connection = new SqliteFile(file);
  for (const pragma of [...pragmas, ...(writesMuch ? pragmasForMuch : [])]) {
    connection.pragma(pragma);
  }
  return new Kysely<Schema>({
    dialect: new ImmediateDialect({ database: keepInserts(connection) }),
    plugins: [new CamelCasePlugin()],
  });
}
