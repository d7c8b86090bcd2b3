import { existsSync, statSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.js';
import { checkDatabase } from '../db/check-database.js';
import { holdAlone } from '../db/hold-alone.js';
import { openDatabase } from '../db/open-database.js';
import { ViewfinderError } from '../errors.js';
import { setAsideName } from '../imports/set-aside.js';
import { fingerprint } from './fingerprint.js';
import { partOf, removeUnfinished, sumFile } from './backup.js';
import { diskFault } from './disk-fault.js';
import { prepareCopy, type Preparation, type Prepared } from './prepare-copy.js';
import { shutOut, type ShutOut } from './restore-queries.js';

export interface Erased {
  responses: number;
  waves: number;
}

/** Erases in a database what was erased before and is back in it. */
export type EraseAgain = (config: Config) => Promise<Erased>;

export interface Restored extends Prepared {
  /** Where the database that was there before is kept; null where there was none. */
  keptAs: string | null;
  erasedAgain: Erased;
}

const refuse = (file: string, why: string) =>
  new ViewfinderError('invalid', `${file} was not restored, because ${why}.`);

function refuseWithLog(file: string): void {
  const log = `${file}-wal`;
  if (existsSync(log) && statSync(log).size > 0) {
    throw refuse(file, `it is a database in use and not a backup: ${log} holds a part of it`);
  }
}

/** A copy without its sum is still checked page by page, which finds damage but no careful change. */
async function checkSum(file: string, part: string): Promise<void> {
  const expected = await readFile(sumFile(file), 'utf8').catch(() => undefined);
  if (expected === undefined) return;
  const { sha256 } = await fingerprint(part);
  if (expected.slice(0, 64) !== sha256) {
    throw refuse(file, `it is not as it was taken: its SHA-256 is not the one in ${sumFile(file)}`);
  }
}

function checkContents(file: string, part: string): void {
  const { faults, unknownMigrations } = checkDatabase(part);
  if (faults[0] !== undefined) throw refuse(file, faults[0]);
  if (unknownMigrations[0] !== undefined) {
    throw refuse(
      file,
      `a newer Viewfinder made it (${unknownMigrations[0]}); install that version and restore it there`,
    );
  }
}

/** Nobody, where there is no database yet, or none that can be read any more. */
async function shutOutNow(databaseFile: string): Promise<ShutOut> {
  const nobody = { accountNames: [], tokenHashes: [] };
  if (!existsSync(databaseFile)) return nobody;
  try {
    const db = openDatabase(databaseFile);
    return await shutOut(db).finally(() => db.destroy());
  } catch {
    return nobody;
  }
}

/** At no moment is there no database: the old one gets a second name before the copy takes the first. */
async function putInPlace(part: string, databaseFile: string): Promise<string | null> {
  if (!existsSync(databaseFile)) {
    await rename(part, databaseFile);
    return null;
  }
  const kept = path.join(path.dirname(databaseFile), setAsideName(new Date().toISOString()));
  const letGo = holdAlone(databaseFile);
  try {
    // Only a damaged database has one still; the copy must not take it for its own.
    if (existsSync(`${databaseFile}-wal`)) await rename(`${databaseFile}-wal`, `${kept}-wal`);
    await rm(`${databaseFile}-shm`, { force: true });
    await link(databaseFile, kept).catch(() => copyFile(databaseFile, kept));
    await chmod(kept, 0o600);
    await rename(part, databaseFile);
  } finally {
    letGo();
  }
  return kept;
}

/**
 * Puts a backup in the place of the database. The copy is checked, brought up to date and made ready
 * beside it first, so that a copy that will not do changes nothing.
 * @throws ViewfinderError `invalid` for such a copy, `not_found` where there is none, `conflict` while
 * the database is in use.
 */
export async function restoreBackup({
  config,
  file,
  eraseAgain,
  ...wish
}: Omit<Preparation, 'keptOut'> & { eraseAgain: EraseAgain }): Promise<Restored> {
  const { databaseFile } = config;
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new ViewfinderError('not_found', `There is no file ${file}.`);
  }
  refuseWithLog(file);
  if (existsSync(databaseFile)) holdAlone(databaseFile)();
  const part = partOf(databaseFile);
  try {
    await mkdir(config.dataDir, { recursive: true });
    removeUnfinished(part);
    await copyFile(file, part);
    await chmod(part, 0o600);
    await checkSum(file, part);
    checkContents(file, part);
    const keptOut = await shutOutNow(databaseFile);
    const prepared = await prepareCopy(part, { config, file, ...wish, keptOut });
    // Before it is the database: a stop in between must not leave erased words in use.
    const erasedAgain = await eraseAgain({ ...config, databaseFile: part });
    return { ...prepared, erasedAgain, keptAs: await putInPlace(part, databaseFile) };
  } catch (error) {
    removeUnfinished(part);
    throw diskFault(databaseFile, error);
  }
}
