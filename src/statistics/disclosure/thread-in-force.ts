import type { Db } from '../../db/schema.js';
import { openProtectThread, type ProtectThread } from './protect-thread.js';

const threads = new WeakMap<Db, ProtectThread>();

/** Has the figures of a database protected by this thread. */
export const putThread = (db: Db, thread: ProtectThread) => threads.set(db, thread);

/** The thread that protects the figures of a database. */
export function threadOf(db: Db): ProtectThread {
  const thread = threads.get(db) ?? openProtectThread();
  threads.set(db, thread);
  return thread;
}
