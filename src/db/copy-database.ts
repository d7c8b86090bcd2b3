import SqliteFile from 'better-sqlite3';
import { countRows, type RowCounts } from './check-database.js';

/** A step is 4 MB: short enough to wait for, long enough that steps do not cost more than copying. */
const pagesPerStep = 1024;

/**
 * Copies a database page by page while others read and write it, as it stood when the copying began.
 * `tell` hears the pages done and their total. Returns the rows of every table at that same moment.
 */
export async function copyDatabase(
  from: string,
  to: string,
  tell: (done: number, total: number) => void,
): Promise<RowCounts> {
  const source = new SqliteFile(from, { fileMustExist: true, timeout: 10_000 });
  try {
    source.pragma('query_only = ON');
    // A read transaction holds one moment still; without it, every commit of another connection
    // would make the copying begin again, and under a long import it might never end.
    source.exec('begin');
    const counts = countRows(source);
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        tell(totalPages - remainingPages, totalPages);
        return pagesPerStep;
      },
    });
    return counts;
  } finally {
    source.close();
  }
}
