import SqliteFile from 'better-sqlite3';
import { ViewfinderError } from '../errors.js';

const inUse = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED']);

/**
 * Takes a database file for this process alone and moves what its write-ahead log holds into it, so
 * that the one file is all there is. SQLite refuses to end the log while anybody else has it open.
 * A file that is damaged is held by nobody. Returns what lets go of it.
 * @throws ViewfinderError `conflict` while a server or a command has it open.
 */
export function holdAlone(file: string): () => void {
  const connection = new SqliteFile(file, { fileMustExist: true, timeout: 1000 });
  try {
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.pragma('journal_mode = DELETE');
    connection.exec('begin exclusive');
  } catch (error) {
    if (inUse.has((error as { code?: string }).code ?? '')) {
      connection.close();
      throw new ViewfinderError(
        'conflict',
        `${file} is in use. Stop the server and any other command on it, then try again.`,
      );
    }
  }
  return () => connection.close();
}
