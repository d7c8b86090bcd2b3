import SqliteFile from 'better-sqlite3';

/** Every row of every table of a database file, by the table's name. */
export function everyRow(file: string): Record<string, unknown[]> {
  const connection = new SqliteFile(file, { fileMustExist: true });
  try {
    const tables = connection
      .prepare<[], { name: string }>(
        `select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name`,
      )
      .all();
    return Object.fromEntries(
      tables.map(({ name }) => [name, connection.prepare(`select * from "${name}"`).all()]),
    );
  } finally {
    connection.close();
  }
}
