import { existsSync, rmSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkDatabase, type RowCounts } from '../db/check-database.js';
import { copyDatabase } from '../db/copy-database.js';
import { openDatabase } from '../db/open-database.js';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import { fingerprint } from './fingerprint.js';
import { verifyAudit } from '../people/verify-audit.js';
import { diskFault } from './disk-fault.js';

/** What a backup holds, as it was read back from the copy itself. */
export interface Backup {
  file: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
  surveys: number;
  responses: number;
  comments: number;
  accounts: number;
  /** Whether its audit is an unbroken chain: a copy of a broken one is kept all the same. */
  auditIsWhole: boolean;
}

/** Beside each copy stands its sum, in the form that `sha256sum --check` reads. */
export const sumFile = (file: string) => `${file}.sha256`;

/** Only the person, or the service, that took the copy may read it. */
const ownerOnly = 0o600;

/** What a copy is called until it is whole. */
export const partOf = (file: string) => `${file}.part`;

const endings = ['', '-journal', '-wal', '-shm'];

/** Removes a database that was not finished, with whatever SQLite put beside it. */
export function removeUnfinished(part: string): void {
  for (const ending of endings) rmSync(`${part}${ending}`, { force: true });
}

async function makePart(file: string): Promise<string> {
  const part = partOf(file);
  if (existsSync(file)) {
    throw new ViewfinderError(
      'conflict',
      `${file} is there already. Give the backup another name.`,
    );
  }
  const handle = await open(part, 'wx', ownerOnly).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'EEXIST') throw diskFault(file, error);
    throw new ViewfinderError(
      'conflict',
      `${part} is there: another backup is being written, or one was cut off. Remove it if none is.`,
    );
  });
  await handle.close();
  return part;
}

/** False for a database that an older version made and that is yet to be brought up to date. */
export async function hasAudit(db: Db): Promise<boolean> {
  return (await db.introspection.getTables()).some(({ name }) => name === 'audit');
}

async function hasWholeAudit(part: string): Promise<boolean> {
  const db = openDatabase(part);
  try {
    return !(await hasAudit(db)) || (await verifyAudit(db)).whole;
  } finally {
    await db.destroy();
  }
}

function refuseUnlessWhole(part: string, expected: RowCounts): RowCounts {
  const { faults, counts } = checkDatabase(part);
  const short = [...expected].find(([table, count]) => counts.get(table) !== count);
  const fault = faults[0] ?? (short && `it lacks rows of the table ${short[0]}`);
  if (fault === undefined) return counts;
  throw new ViewfinderError(
    'unavailable',
    `The backup was made and failed its check, because ${fault}; it was not kept. Check the disk, then try again.`,
  );
}

/**
 * Copies the database to `file` while it is in use, reads the copy back and checks it, and only then
 * gives it its name. `tell` hears the pages copied and their total.
 * @throws ViewfinderError `conflict` where the file is there, `unavailable` where the disk or the check
 * fails; nothing is left behind then.
 */
export async function takeBackup(
  databaseFile: string,
  file: string,
  tell: (done: number, total: number) => void,
): Promise<Backup> {
  const part = await makePart(file);
  try {
    const expected = await copyDatabase(databaseFile, part, tell);
    const auditIsWhole = await hasWholeAudit(part);
    const counts = refuseUnlessWhole(part, expected);
    const { bytes, sha256 } = await fingerprint(part);
    await writeFile(sumFile(file), `${sha256}  ${path.basename(file)}\n`, { mode: ownerOnly });
    await rename(part, file);
    const rows = (table: string) => counts.get(table) ?? 0;
    return {
      file,
      bytes,
      sha256,
      surveys: rows('survey'),
      responses: rows('response'),
      comments: rows('comment'),
      accounts: rows('account'),
      auditIsWhole,
    };
  } catch (error) {
    removeUnfinished(part);
    if (!existsSync(file)) await rm(sumFile(file), { force: true });
    throw diskFault(file, error);
  }
}
