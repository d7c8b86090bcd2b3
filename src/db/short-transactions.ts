import type { Db } from './schema.js';

/** Measured: 500 rows hold up another writer for 36 ms at most, 60,000 for 0.8 s. */
const rowsPerTransaction = 500;

/** Lets a waiting writer in between two transactions. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 10));

/** Runs `write` over consecutive parts of `rows`, each part in a short transaction of its own. */
export async function inShortTransactions<T>(
  db: Db,
  rows: readonly T[],
  write: (transaction: Db, part: readonly T[], done: number) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerTransaction) {
    const part = rows.slice(start, start + rowsPerTransaction);
    await db.transaction().execute((transaction) => write(transaction, part, start + part.length));
    if (start + rowsPerTransaction < rows.length) await pause();
  }
}
