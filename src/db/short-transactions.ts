import type { Db } from './schema.js';

/** What another writer waits for is one transaction: this long, in milliseconds, however fast the machine is. */
const longest = 50;
const [fewestRows, mostRows] = [50, 5000];

/** Lets a waiting writer in between two transactions: it looks every 2 milliseconds. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 4));

/** The rows that would have taken the longest that a transaction may; at most twice as many as before. */
const rowsFor = (rows: number, took: number) =>
  Math.round(
    Math.min(mostRows, Math.max(fewestRows, Math.min(2, longest / Math.max(took, 1)) * rows)),
  );

const startRows = 500;

/** Runs `write` over consecutive parts of `rows`, each part in a short transaction of its own. */
export async function inShortTransactions<T>(
  db: Db,
  rows: readonly T[],
  write: (transaction: Db, part: readonly T[], done: number) => Promise<void>,
): Promise<void> {
  let next = startRows;
  for (let start = 0; start < rows.length;) {
    const part = rows.slice(start, start + next);
    const done = start + part.length;
    let began = 0;
    await db.transaction().execute((transaction) => {
      began = performance.now();
      return write(transaction, part, done);
    });
    next = rowsFor(part.length, performance.now() - began);
    start = done;
    if (start < rows.length) await pause();
  }
}
