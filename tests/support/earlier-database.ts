import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import SqliteFile from 'better-sqlite3';
import { migrate } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open-database.js';
import { projectPath } from '../../src/paths.js';

/** Makes an empty database with the migrations up to a number, as a version of then made it. */
async function migrateUpTo(file: string, last: number): Promise<void> {
  const scripts = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-migrations-'));
  const isEarly = (name: string) => Number(path.basename(name).slice(0, 4)) <= last;
  await cp(projectPath('migrations'), scripts, {
    recursive: true,
    filter: (name) => !name.endsWith('.sql') || isEarly(name),
  });
  const db = openDatabase(file);
  await migrate(db, scripts);
  await db.destroy();
  await rm(scripts, { recursive: true });
}

/**
 * Makes a database of an earlier version, with every row of another database in the columns that there
 * were then. Returns an open connection to it.
 */
export async function earlierDatabase(
  file: string,
  last: number,
  from: string,
): Promise<SqliteFile.Database> {
  await migrateUpTo(file, last);
  const connection = new SqliteFile(file);
  connection.prepare('attach ? as later').run(from);
  const tables = connection
    .prepare<[], { name: string }>(
      `select name from main.sqlite_schema where type = 'table'
        and name <> 'migration' and name not like 'comment\\_%' escape '\\' and name not like 'sqlite%'`,
    )
    .all();
  connection.pragma('foreign_keys = OFF');
  for (const { name } of tables) {
    const columns = connection
      .prepare<[], { name: string }>(`select name from pragma_table_info('${name}', 'main')`)
      .all();
    const list = columns.map((column) => `"${column.name}"`).join();
    connection.exec(`insert into main."${name}" (${list}) select ${list} from later."${name}"`);
  }
  for (const index of ['comment_index', 'comment_exact']) {
    connection.exec(`insert into ${index} (${index}) values ('rebuild')`);
  }
  connection.exec('detach later');
  return connection;
}
