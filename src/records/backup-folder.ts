import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { removeUnfinished, sumFile } from './backup.js';

const ownName = /^viewfinder-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.sqlite$/;
const ownPart = /^viewfinder-[\dTZ-]+\.sqlite\.part$/;

/** A backup in the folder of the server's own: one that has its name was read back and found whole. */
export interface KeptBackup {
  name: string;
  /** When it was begun. */
  at: string;
  bytes: number;
  /** Null where the file with its sum is gone. */
  sha256: string | null;
}

/** "viewfinder-2026-11-25T08-30-00Z.sqlite": in the order of their names they are in that of time. */
export const backupName = (at: string) =>
  `viewfinder-${at.slice(0, 19).replace(/:/g, '-')}Z.sqlite`;

/** The server's own backups in a folder, newest first; whatever else is there is not its business. */
export async function listBackups(folder: string): Promise<KeptBackup[]> {
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => ownName.test(name)).sort();
  return Promise.all(
    own.reverse().map(async (name) => {
      const file = path.join(folder, name);
      const sum = await readFile(sumFile(file), 'utf8').catch(() => '');
      return {
        name,
        at: name.replace(ownName, '$1T$2:$3:$4.000Z'),
        bytes: (await stat(file)).size,
        sha256: /^[0-9a-f]{64}/.exec(sum)?.[0] ?? null,
      };
    }),
  );
}

/** Makes the folder for its owner alone, and removes what a server that was killed left half-written. */
export async function readyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    if (ownPart.test(name)) removeUnfinished(path.join(folder, name));
  }
}

/** Removes all but the newest `keep`. */
export async function removeOldBackups(folder: string, keep: number): Promise<void> {
  for (const { name } of (await listBackups(folder)).slice(keep)) {
    const file = path.join(folder, name);
    await rm(file, { force: true });
    await rm(sumFile(file), { force: true });
  }
}
