import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import { projectPath } from '../paths.js';
import type { Db } from './schema.js';
import { wipeErased } from './wipe.js';

/** SQLite takes one statement at a time; no statement of ours holds a semicolon inside. */
const statementsOf = (script: string) =>
  script
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');

/**
 * Brings the database up to date: every migration not yet applied, in order of its number, all in
 * one transaction. What the migrations of an older database removed is written over. Returns the names
 * applied.
 */
export async function migrate(db: Db, folder = projectPath('migrations')): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
  const pending = await applyPending(db, names, folder);
  if (pending.length > 0 && pending.length < names.length) await wipeErased(db);
  return pending;
}

function applyPending(db: Db, names: readonly string[], folder: string): Promise<string[]> {
  return db.transaction().execute(async (transaction) => {
    await sql`create table if not exists migration (name text primary key, applied_at text not null)`.execute(
      transaction,
    );
    const { rows } = await sql<{ name: string }>`select name from migration`.execute(transaction);
    const applied = new Set(rows.map((row) => row.name));
    const pending = names.filter((name) => !applied.has(name));
    for (const name of pending) {
      for (const statement of statementsOf(await readFile(path.join(folder, name), 'utf8'))) {
        await transaction.executeQuery(CompiledQuery.raw(statement));
      }
      await sql`insert into migration values (${name}, ${new Date().toISOString()})`.execute(
        transaction,
      );
    }
    return pending;
  });
}
