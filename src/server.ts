import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { createApp } from './app.js';
import { readConfig, type Config } from './config.js';
import { migrate } from './db/migrate.js';
import { openDatabase } from './db/open-database.js';
import { putInForce } from './disclosure-rules.js';
import { threadOf } from './statistics/disclosure/thread-in-force.js';
import { ViewfinderError } from './errors.js';
import { exitWith } from './exit-with.js';
import type { Services } from './http/services.js';

import { settleImport, settleUnfinished, watchAbandoned } from './imports/settle-import.js';
import { auditHeadLine } from './people/audit-queries.js';
import { createJobRunner } from './jobs/job-runner.js';
import { createReading } from './jobs/reading-threads.js';
import { readNames } from './reads.js';
import { watchTouched } from './comments/engine/watch-touched.js';
import { createBackups } from './records/backup-schedule.js';
import { resumeRemovals, watchLog } from './records/finish-removals.js';
import { reapplyErasures } from './records/reapply-erasures.js';
import type { EraseAgain } from './records/restore.js';
import { serverActor } from './people/permissions.js';
import { startRecoding } from './themes/start-recoding.js';
import { offerShippedModel } from './themes/theme-model-queries.js';
import { shellViewer } from './people/shell-viewer.js';
import type { Db } from './db/schema.js';
import { hasAccounts } from './people/account-queries.js';
import { drawPassword } from './people/passwords.js';

const runJobs = (db: Db, config: Config) =>
  createJobRunner({
    db,
    config,
    workerFile: new URL('./imports/import-worker.js', import.meta.url),
    onFailed: (job, how) => settleImport(db, config, job, how),
  });

/** Erases again what was erased before from a database that no server serves yet. */
export const eraseAgain: EraseAgain = async (config) => {
  const db = openDatabase(config.databaseFile);
  const jobs = runJobs(db, config);
  try {
    return await reapplyErasures({ config, db, jobs }, shellViewer());
  } finally {
    await jobs.stop();
    await db.destroy();
  }
};

/** Opens and migrates the database, settles what an earlier run left, and readies the workers. */
export async function openServices(config: Config): Promise<Services> {
  const db = openDatabase(config.databaseFile);
  await migrate(db);
  putInForce(db, config.disclosure);
  await settleUnfinished(db, config);
  const jobs = runJobs(db, config);
  const workerFile = new URL('./records/backup-worker.js', import.meta.url);
  const backups = createBackups({ db, config, workerFile });
  const reading = createReading({
    db,
    config,
    workerFile: new URL('./reading-worker.js', import.meta.url),
    names: readNames,
  });
  return { config, db, jobs, backups, reading, setUpCode: await drawPassword() };
}

/** The same of an installation: one that is new codes with what comes with the program. */
export async function openInstallation(config: Config): Promise<Services> {
  const services = await openServices(config);
  await offerShippedModel(services.db);
  return services;
}

/** Ends the workers, then closes the database. */
export async function closeServices({ db, jobs, backups, reading }: Services): Promise<void> {
  await reading.stop();
  await backups.stop();
  await jobs.stop();
  await threadOf(db).close();
  await db.destroy();
}

export interface RunningServer {
  address: string;
  /** Finishes the requests under way, then closes everything. */
  stop(): Promise<void>;
}

/** Longer than the minute of most proxies: a request sent as its connection is closed is lost. */
const keepAliveMilliseconds = 65_000;

/**
 * Listens at the configured host and port; tells the head of the audit at the start and at the end.
 * @throws ViewfinderError `unavailable` where it cannot listen.
 */
export async function serve(
  services: Services,
  tell: (line: string) => void = () => undefined,
): Promise<RunningServer> {
  const { host, port } = services.config;
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = createApp(services).listen(port, host, (error?: Error) => {
      if (!error) return resolve(listening);
      reject(
        new ViewfinderError(
          'unavailable',
          `Viewfinder cannot listen at ${host}:${port}. Stop what is using it, or set PORT to another number.`,
          { cause: error },
        ),
      );
    });
  });
  server.keepAliveTimeout = keepAliveMilliseconds;
  tell(await auditHeadLine(services.db));
  await resumeRemovals(services);
  await startRecoding(services, serverActor);
  const stopWatching = [watchLog(services), watchAbandoned(services), watchTouched(services.db)];
  services.backups.watch();
  services.reading.warm();
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    address: `http://${shownHost}:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      for (const stopOne of stopWatching) stopOne();
      await services.jobs.stop();
      tell(await auditHeadLine(services.db));
      await closeServices(services);
    },
  };
}

/** Serves until the process is asked to end. */
export async function serveUntilStopped(services: Services): Promise<RunningServer> {
  const running = await serve(services, console.log);
  const end = () => void running.stop().then(() => process.exit(0), exitWith);
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return running;
}

/** What the console says first: where to go, and with what where nobody has an account yet. */
export async function welcomeLines(
  { db, config, setUpCode }: Services,
  listening: string,
): Promise<string[]> {
  const address = config.publicAddress === '' ? listening : config.publicAddress;
  if (await hasAccounts(db)) return [`Viewfinder is at ${address}`];
  return [
    `Viewfinder is at ${address}, and nobody has an account yet.`,
    `Make the first administrator at ${address}/set-up with the code ${setUpCode}`,
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const services = await openInstallation(readConfig(process.env));
    const { address } = await serveUntilStopped(services);
    for (const line of await welcomeLines(services, address)) console.log(line);
  } catch (error) {
    exitWith(error);
  }
}
