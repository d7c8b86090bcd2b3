import { sql } from 'kysely';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { receiveFile } from '../../src/imports/receive-file.js';
import { takeCopy } from '../../src/imports/uploads.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import type { TestServices } from '../support/test-services.js';

/** A file of twelve children's views, eight of them as safe as given, numbered from `first` on. */
export const views = (safe: string, first = 0) =>
  [
    'ID,Region,I feel safe here,What could be better?',
    ...Array.from(
      { length: 12 },
      (_, at) => `${first + at},London,${at < 8 ? safe : 'Disagree'},I would like wish ${at}`,
    ),
  ].join('\n');

/** Rows of every table of the database, full-text index included. */
export async function rowCounts(
  services: Pick<TestServices, 'db'>,
): Promise<Record<string, number>> {
  const { db } = services;
  const { rows: tables } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(db);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(
      db,
    );
    counts[name] = rows[0]?.n ?? 0;
  }
  return counts;
}

/** The file of views, noted for import and not yet read. */
export async function received(
  services: TestServices,
): Promise<{ importId: number; file: string }> {
  const file = path.join(services.config.dataDir, 'views.csv');
  await writeFile(file, views('Agree'));
  const stored = await takeCopy(services.config, file);
  const place = { survey: 'Fostering', wave: '2012-13', group: '' };
  const importId = await receiveFile(services.db, shellViewer(), {
    ...place,
    ...stored,
    fileName: 'views.csv',
  });
  return { importId, file };
}
