import { putInForce, rulesOf } from '../disclosure-rules.js';
import type { Db } from './schema.js';

/** Runs `work` in the transaction that `db` is, or in one of its own: all of it is kept or nothing. */
export const inTransaction = <T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> =>
  db.isTransaction
    ? work(db)
    : db.transaction().execute((transaction) => {
        putInForce(transaction, rulesOf(db));
        return work(transaction);
      });
