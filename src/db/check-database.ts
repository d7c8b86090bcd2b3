import { readdirSync } from 'node:fs';
import SqliteFile from 'better-sqlite3';
import { projectPath } from '../paths.js';

/** Rows of every table by its name. */
export type RowCounts = ReadonlyMap<string, number>;

const commentIndexes = ['comment_index', 'comment_exact'];

const named = (connection: SqliteFile.Database, query: string) =>
  connection.prepare<[], { name: string }>(query).all();

/** Rows of every table that holds something of its own: the words of an index belong to its comments. */
export function countRows(connection: SqliteFile.Database): RowCounts {
  const tables = named(
    connection,
    `select name from sqlite_schema where type = 'table' and name not like 'sqlite%'
      and name not like 'comment_spelling%' order by name`,
  );
  return new Map(
    tables.map(({ name }) => {
      const count = connection.prepare<[], number>(`select count(*) from "${name}"`).pluck().get();
      return [name, count ?? 0];
    }),
  );
}

function indexFaults(connection: SqliteFile.Database): string[] {
  try {
    for (const index of commentIndexes) {
      // Rank 1 compares the index with the comments themselves, and not with itself alone.
      connection.exec(`insert into ${index} (${index}, rank) values ('integrity-check', 1)`);
    }
    return [];
  } catch {
    return ['its search index does not match its comments'];
  }
}

const notOurs = 'it is not a database of Viewfinder';
const damaged = 'pages of it are damaged';

function pageFaults(connection: SqliteFile.Database): string[] {
  if (connection.pragma('integrity_check(1)', { simple: true }) !== 'ok') return [damaged];
  const migration = named(connection, `select name from sqlite_schema where name = 'migration'`);
  return migration.length > 0 ? [] : [notOurs];
}

function rowFaults(connection: SqliteFile.Database): string[] {
  const references = connection.pragma('foreign_key_check') as unknown[];
  const dangling = references.length > 0 ? ['rows of it refer to rows that are not there'] : [];
  return [...dangling, ...indexFaults(connection)];
}

function unknownMigrations(connection: SqliteFile.Database): string[] {
  const known = new Set(readdirSync(projectPath('migrations')));
  const applied = named(connection, 'select name from migration order by name');
  return applied.flatMap(({ name }) => (known.has(name) ? [] : [name]));
}

export interface DatabaseCheck {
  /** What is wrong, in words that follow "because"; empty where it is whole. */
  faults: string[];
  /** Migrations applied to it that this program does not have: a newer Viewfinder made it. */
  unknownMigrations: string[];
  counts: RowCounts;
}

const nothing: DatabaseCheck = { faults: [], unknownMigrations: [], counts: new Map() };

/**
 * Reads a whole database that nobody else uses: its pages, references and search indexes. Leaves it as
 * one file, without a write-ahead log. Its triggers and views are not trusted.
 */
export function checkDatabase(file: string): DatabaseCheck {
  const connection = new SqliteFile(file, { fileMustExist: true });
  try {
    connection.pragma('trusted_schema = OFF');
    connection.pragma('journal_mode = DELETE');
    const unreadable = pageFaults(connection);
    if (unreadable.length > 0) return { ...nothing, faults: unreadable };
    const newer = unknownMigrations(connection);
    if (newer.length > 0) return { ...nothing, unknownMigrations: newer };
    return { ...nothing, faults: rowFaults(connection), counts: countRows(connection) };
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (!code.startsWith('SQLITE_')) throw error;
    return { ...nothing, faults: [code === 'SQLITE_NOTADB' ? notOurs : damaged] };
  } finally {
    connection.close();
  }
}
