import type { Config } from '../config.js';
import type { Db } from '../db/schema.js';
import type { Actor } from '../people/permissions.js';

/** What every stage of an import works with, in a worker thread or at a shell. */
export interface ImportTask {
  db: Db;
  config: Config;
  importId: number;
  /** Who asked for it, for the audit. */
  actor: Actor;
  /** Told now and then what is being done, and how far it is; total 0 while that is not known. */
  onProgress: (stage: string, done: number, total: number) => void;
}
