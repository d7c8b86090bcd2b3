import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import type { Sight } from '../people/sight.js';
import type { ImportSummary } from './import-queries.js';
import { reportsUsing, type UsingReport } from './report-use-queries.js';
import { laterImport } from './updates/later-queries.js';

/** What a report has of an import: "quotes", "figures" or both. */
const usesOf = ({ quotes, figures }: UsingReport) =>
  [quotes > 0 ? 'quotes' : '', figures > 0 ? 'figures' : '']
    .filter((use) => use !== '')
    .join(' and ');

/** @throws ViewfinderError `conflict`, with a link, where a later import brought the same responses. */
export async function refuseBeforeLater(
  db: Db,
  { id, fileName }: Pick<ImportSummary, 'id' | 'fileName'>,
): Promise<void> {
  const later = await laterImport(db, id);
  if (!later) return;
  throw new ViewfinderError(
    'conflict',
    `${later.fileName} brought the same responses again after ${fileName}. Undo ${later.fileName} first.`,
    { link: { href: `/imports/${later.id}`, text: `See ${later.fileName}` } },
  );
}

/**
 * @throws ViewfinderError `conflict` where the import cannot be undone: a later one brought its responses
 * again, or a report uses it.
 */
export async function refuseUndo(db: Db, viewer: Sight, found: ImportSummary): Promise<void> {
  await refuseBeforeLater(db, found);
  const { reports, hidden } = await reportsUsing(db, viewer, found.id);
  const [report] = reports;
  if (report) {
    throw new ViewfinderError(
      'conflict',
      `${found.fileName} is used in the report “${report.title}”. Take its ${usesOf(report)} out of the report first.`,
      { link: { href: `/reports/${report.id}`, text: 'Open the report' } },
    );
  }
  if (hidden > 0) {
    throw new ViewfinderError(
      'conflict',
      `${found.fileName} is used in a report that you cannot open. Ask an administrator to have its quotes and figures taken out first.`,
    );
  }
}
