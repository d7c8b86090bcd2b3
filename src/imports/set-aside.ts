import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.js';

const ownName = /^viewfinder-before-restore-[\dT-]+\.sqlite(-wal)?$/;
/** What a restore leaves that was killed: the copy on its way to the database's place. */
const cutOff = /^viewfinder\.sqlite\.part(-journal|-wal|-shm)?$/;

/** Where a restore sets the database of before aside. */
export const setAsideName = (at: string) =>
  `viewfinder-before-restore-${at.slice(0, 19).replace(/:/g, '-')}.sqlite`;

/**
 * Removes the databases that restores set aside. Each holds every word of its day, so it lasts only until
 * something is erased, purged or undone: no list of erasures reaches into it.
 */
export async function dropSetAside({ dataDir }: Pick<Config, 'dataDir'>): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (ownName.test(name) || cutOff.test(name))
      await rm(path.join(dataDir, name), { force: true });
  }
}
