import SqliteFile from 'better-sqlite3';

export const at = '2026-11-25T00:00:00.000Z';

/** Changes a database file behind the program's back. */
export function edit(file: string, script: string): Promise<void> {
  const connection = new SqliteFile(file);
  connection.exec(script);
  connection.close();
  return Promise.resolve();
}

/** Two accounts, a session and a token. */
export const addPeople = (file: string) =>
  edit(
    file,
    `insert into account (id, name, full_name, roles, created_at) values
       (901, 'stays', 'A', '[]', '${at}'), (902, 'leaves', 'B', '[]', '${at}');
     insert into session (id_hash, account_id, content, address, browser, created_at, seen_at, expires_at)
       values ('s', 901, '{}', '', '', '${at}', '${at}', '2999-01-01T00:00:00.000Z');
     insert into api_token (id, account_id, name, token_hash, scopes, created_at, expires_at)
       values (901, 901, 'n', 'h', '[]', '${at}', '2999-01-01T00:00:00.000Z');`,
  );
