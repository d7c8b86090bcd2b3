import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Config } from '../config.js';
import type { Db } from '../db/schema.js';
import type { Backups, Services } from '../http/services.js';
import { logFault } from '../log-fault.js';
import { recordAudit, type Actor } from '../people/audit-queries.js';
import { backupName, listBackups, readyFolder, removeOldBackups } from './backup-folder.js';
import { backupEntry } from './record-backup.js';
import { diskFault } from './disk-fault.js';
import { ViewfinderError } from '../errors.js';
import type { BackupOrder, BackupOutcome } from './backup-worker.js';

const lookEveryMilliseconds = 60_000;
/** A full disk is not tried again each minute. */
const waitAfterFailureMilliseconds = 3_600_000;

/** As the audit names the server when it does something by itself. */
const schedule: Actor = { accountId: null, accountName: 'schedule', address: 'this machine' };

const stopped = 'The backup was cut off. It is taken again when it is next due.';

function runInThread(
  workerFile: URL,
  order: BackupOrder,
  threads: Set<Worker>,
): Promise<BackupOutcome> {
  return new Promise((resolve) => {
    let outcome: BackupOutcome = { error: stopped };
    const thread = new Worker(workerFile, { workerData: order });
    threads.add(thread);
    thread.on('message', (message: BackupOutcome) => (outcome = message));
    thread.on('error', (error) => logFault(['backup'], error));
    thread.on('exit', () => {
      threads.delete(thread);
      resolve(outcome);
    });
  });
}

/** Whether the newest backup in the folder is old enough for another: a restart changes nothing about it. */
export async function isDue(folder: string, hours: number, now: number): Promise<boolean> {
  const [newest] = await listBackups(folder);
  return newest === undefined || now - Date.parse(newest.at) >= hours * 3_600_000;
}

interface Parts {
  db: Db;
  config: Config;
  /** The compiled module that a worker thread runs. */
  workerFile: URL;
}

/** A backup's name goes to the second: one taken right after another waits for the next. */
async function freeFile(folder: string): Promise<string> {
  for (;;) {
    const file = path.join(folder, backupName(new Date().toISOString()));
    if (!existsSync(file)) return file;
    await setTimeout(50);
  }
}

async function takeInto(
  folder: string,
  { db, config, workerFile }: Parts,
  { actor, threads }: { actor: Actor; threads: Set<Worker> },
): Promise<void> {
  const file = await freeFile(folder);
  await readyFolder(folder).catch((error: unknown) => {
    throw diskFault(file, error);
  });
  const order = { databaseFile: config.databaseFile, file };
  const outcome = await runInThread(workerFile, order, threads);
  if ('error' in outcome) throw new ViewfinderError('unavailable', outcome.error);
  await recordAudit(db, actor, backupEntry(outcome.backup));
  await removeOldBackups(folder, config.backupKeep);
}

/** The backups of a server, in the folder that BACKUP_DIR names. */
export function createBackups(parts: Parts): Services['backups'] {
  const { backupDir, backupHours } = parts.config;
  const threads = new Set<Worker>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let failure: Backups['failure'] = null;

  async function attempt(folder: string, actor: Actor): Promise<void> {
    try {
      await takeInto(folder, parts, { actor, threads });
      failure = null;
    } catch (error) {
      const expected = error instanceof ViewfinderError;
      const message = expected ? error.message : 'The backup failed. The server’s log says where.';
      failure = { at: new Date().toISOString(), message };
      if (expected) console.error(message);
      else logFault(['backup'], error);
    }
  }

  function take(actor: Actor): Promise<void> {
    if (backupDir === null) return Promise.resolve();
    running ??= attempt(backupDir, actor).finally(() => (running = undefined));
    return running;
  }

  async function look(folder: string): Promise<void> {
    const now = Date.now();
    const failedLately =
      failure !== null && now - Date.parse(failure.at) < waitAfterFailureMilliseconds;
    if (!failedLately && (await isDue(folder, backupHours, now))) await take(schedule);
  }

  return {
    watch() {
      if (backupDir === null) return;
      const lookNow = () =>
        void look(backupDir).catch((error: unknown) => logFault(['backup'], error));
      timer = setInterval(lookNow, lookEveryMilliseconds).unref();
      lookNow();
    },
    take,
    get isRunning() {
      return running !== undefined;
    },
    get failure() {
      return failure;
    },
    async stop() {
      clearInterval(timer);
      await Promise.all([...threads].map((thread) => thread.terminate()));
      await running;
    },
  };
}
