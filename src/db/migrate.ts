import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import { projectPath } from '../paths.js';
import type { Db } from './schema.js';

/** SQLite takes one statement at a time; no statement of ours holds a semicolon inside. */
const statementsOf = (script: string) =>
  script
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');

/**
 * Brings the database up to date: every migration not yet applied, in order of its number, all in
 * one transaction. Returns the names applied.
 */
export async function migrate(db: Db, folder = projectPath('migrations')): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
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
