import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.js';
import { migrate } from '../db/migrate.js';
import { openDatabase } from '../db/open-database.js';
import { foreignObjects } from '../db/schema-objects.js';
import type { Db, ImportState } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import { discardImport } from '../imports/discard-import.js';
import { settleJobs } from '../imports/settle-import.js';
import { uploadPath } from '../imports/uploads.js';
import { recordAudit, type Actor } from '../people/audit-queries.js';
import { verifyAudit } from '../people/verify-audit.js';
import {
  endEverySession,
  forgetFile,
  importsWithFile,
  keepOut,
  type ShutOut,
} from './restore-queries.js';

export interface Prepared {
  /** Migrations that the copy lacked. */
  migrated: string[];
  /** Files whose import was under way and has to be begun again. */
  discarded: string[];
  /** Accounts that were disabled after the copy was taken, and are again. */
  disabled: string[];
}

export interface Preparation {
  config: Config;
  /** The backup, as the shell named it. */
  file: string;
  actor: Actor;
  keptOut: ShutOut;
  /** Whether a copy of an audit that was broken already is wanted all the same. */
  acceptBrokenAudit: boolean;
}

const finished = new Set<ImportState>(['published', 'undoing', 'undone', 'purging', 'purged']);

/** Uploads are not in a backup: an import that waits for its file cannot go on without it. */
async function settleFiles(db: Db, config: Config, actor: Actor): Promise<string[]> {
  const discarded: string[] = [];
  for (const { id, state, uploadName, fileName } of await importsWithFile(db)) {
    if (uploadName !== null && existsSync(uploadPath(config, uploadName))) continue;
    if (finished.has(state)) await forgetFile(db, id);
    else {
      await discardImport({ db, config }, actor, id);
      discarded.push(fileName);
    }
  }
  return discarded;
}

async function refuseChanged(db: Db, file: string, acceptBrokenAudit: boolean): Promise<void> {
  const [foreign] = await foreignObjects(db);
  const { whole } = await verifyAudit(db);
  const why =
    foreign !== undefined
      ? `its tables are not as Viewfinder makes them (${foreign})`
      : !whole && !acceptBrokenAudit
        ? 'its audit was changed; add --accept-broken-audit if there is no better copy'
        : undefined;
  if (why === undefined) return;
  throw new ViewfinderError('invalid', `${file} was not restored, because ${why}.`);
}

/**
 * Brings a checked copy up to date and leaves nothing in it that must not come back to life: sessions,
 * work that was under way, and whoever was shut out since.
 * @throws ViewfinderError `invalid` where its tables are not Viewfinder's, or its audit is broken.
 */
export async function prepareCopy(
  part: string,
  { config, file, actor, keptOut, acceptBrokenAudit }: Preparation,
): Promise<Prepared> {
  const db = openDatabase(part);
  try {
    const migrated = await migrate(db);
    await refuseChanged(db, file, acceptBrokenAudit);
    await settleJobs(db, config, () => true);
    const discarded = await settleFiles(db, config, actor);
    return await db.transaction().execute(async (transaction) => {
      await endEverySession(transaction);
      const disabled = await keepOut(transaction, keptOut, new Date().toISOString());
      await recordAudit(transaction, actor, {
        action: 'restored',
        subject: { kind: 'backup', id: null, name: path.basename(file) },
        after: { migrated, discarded: discarded.length, disabled, acceptBrokenAudit },
      });
      return { migrated, discarded, disabled };
    });
  } finally {
    await db.destroy();
  }
}
