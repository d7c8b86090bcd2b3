import { existsSync } from 'node:fs';
import path from 'node:path';
import { defaultDataDir, readConfig, type Config } from '../config.js';
import { migrate } from '../db/migrate.js';
import { openDatabase } from '../db/open-database.js';
import { putInForce } from '../disclosure-rules.js';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';

/** Where the demo keeps its database unless DATA_DIR says otherwise. */
export const demoDataDir = path.join(defaultDataDir, 'demo');

/** @throws ViewfinderError `not_found` where there is no database. */
export function requireDatabase({ databaseFile, dataDir }: Config): void {
  if (existsSync(databaseFile)) return;
  throw new ViewfinderError(
    'not_found',
    `There is no Viewfinder database in ${dataDir}. Import a file first, or set DATA_DIR to the folder that has one (the demo's is ${demoDataDir}).`,
  );
}

/**
 * Runs a command that only reads over the database of DATA_DIR, then closes it.
 * @throws ViewfinderError `not_found` where there is none.
 */
export async function withDatabase<T>(read: (db: Db, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  requireDatabase(config);
  const db = openDatabase(config.databaseFile);
  try {
    await migrate(db);
    putInForce(db, config.disclosure);
    return await read(db, config);
  } finally {
    await db.destroy();
  }
}
