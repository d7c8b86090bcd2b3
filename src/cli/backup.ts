import path from 'node:path';
import type { CommandLine } from './command-line.js';
import { readConfig } from '../config.js';
import { ViewfinderError } from '../errors.js';
import { formatBytes, formatCount, formatList } from '../http/formats.js';
import { shellViewer } from '../people/shell-viewer.js';
import { partOf, removeUnfinished, takeBackup } from '../records/backup.js';
import { recordBackup } from '../records/record-backup.js';
import { restoreBackup, type Erased, type Restored } from '../records/restore.js';
import { eraseAgain } from '../server.js';
import { requireDatabase } from './with-database.js';

function onlyFile({ positionals }: CommandLine, command: string): string {
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw new ViewfinderError('invalid', `Say which: ${command} FILE`);
  }
  return path.resolve(file);
}

/** A line each time another tenth of a long copy is done; nothing for a short one. */
function progressLines(): (done: number, total: number) => void {
  let next = 0.1;
  return (done, total) => {
    const isLong = total > 25_000;
    if (!isLong || done / total < next) return;
    next = Math.floor((done / total) * 10) / 10 + 0.1;
    console.error(`${Math.round((done / total) * 100)}% copied`);
  };
}

export async function backupCommand(line: CommandLine): Promise<void> {
  const file = onlyFile(line, 'backup');
  const config = readConfig(process.env);
  requireDatabase(config);
  const stop = () => {
    removeUnfinished(partOf(file));
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const backup = await takeBackup(config.databaseFile, file, progressLines());
  await recordBackup(config.databaseFile, shellViewer(), backup);
  if (line.values.json) return console.log(JSON.stringify(backup, null, 2));
  console.log(
    [
      `${file}: ${formatBytes(backup.bytes)}, read back and found whole`,
      `  ${formatCount(backup.surveys, 'survey')}, ${formatCount(backup.responses, 'response')}, ${formatCount(backup.comments, 'comment')}, ${formatCount(backup.accounts, 'account')}`,
      `  SHA-256 ${backup.sha256}`,
      ...(backup.auditIsWhole
        ? []
        : ['  Its audit is broken, as the database’s is: see “viewfinder audit verify”']),
      '  It holds every comment and every account: keep it where only those who may see them can.',
    ].join('\n'),
  );
}

function restoredLines({ keptAs, migrated, discarded, disabled, erasedAgain }: Restored): string[] {
  return [
    ...(keptAs === null
      ? []
      : [
          `  What was there before is kept as ${keptAs}`,
          '  It holds every comment of its day. It goes when something is next erased, purged or undone: remove it once all is right.',
        ]),
    ...(migrated.length > 0 ? [`  ${formatCount(migrated.length, 'migration')} applied`] : []),
    ...discarded.map((name) => `  The upload of ${name} is not in a backup: import it again`),
    ...disabled.map((name) => `  The account ${name} was disabled since, and still is`),
    ...erasedLine(erasedAgain),
    '  Everybody has been signed out. Roles and passwords are as they were when the copy was taken: set right what has changed since.',
  ];
}

const erasedLine = ({ responses, waves }: Erased): string[] => {
  const what = [
    ...(responses > 0 ? [formatCount(responses, 'response')] : []),
    ...(waves > 0 ? [`the responses of ${formatCount(waves, 'wave')}`] : []),
  ];
  return what.length > 0 ? [`  Erased again, as before: ${formatList(what)}`] : [];
};

export async function restoreCommand(line: CommandLine): Promise<void> {
  const file = onlyFile(line, 'restore');
  const config = readConfig(process.env);
  const restored = await restoreBackup({
    config,
    file,
    actor: shellViewer(),
    acceptBrokenAudit: line.values['accept-broken-audit'] === true,
    eraseAgain,
  });
  console.log(
    [`Restored ${config.databaseFile} from ${file}`, ...restoredLines(restored)].join('\n'),
  );
}
