import { optionLabels, responseCells } from '../comments/response-queries.js';
import type { Db } from '../db/schema.js';
import { parseReport, type ImportReport } from '../imports/import-papers.js';
import { changeImport, findImport, findImportPapers } from '../imports/import-queries.js';
import type { LaterRow } from '../imports/updates/later-queries.js';
import { wholeSight } from '../people/sight.js';
import type { KnownResponse } from './response-queries.js';

const erasedSince = 'Erased since';

function oneMoreErased({ excluded }: ImportReport): ImportReport['excluded'] {
  const before = excluded.find(({ reason }) => reason === erasedSince)?.count ?? 0;
  const others = excluded.filter(({ reason }) => reason !== erasedSince);
  return [...others, { reason: erasedSince, count: before + 1 }];
}

function correctReport(
  report: ImportReport,
  gone: { sourceRow: number; comments: number; addedLater: number; group: string | undefined },
): ImportReport {
  const groups = report.groups.map(({ name, count }) => ({
    name,
    count: name === gone.group ? count - 1 : count,
  }));
  return {
    ...report,
    responses: report.responses - 1,
    // What a later file added was never in this import's own report.
    comments: report.comments - (gone.comments - gone.addedLater),
    groups: groups.filter(({ count }) => count > 0),
    excluded: oneMoreErased(report),
    problems: report.problems.filter(({ row }) => row !== gone.sourceRow),
  };
}

/** The respondent group of a response, by its name. */
export async function groupOf(db: Db, { importId, position }: KnownResponse) {
  const cells = await responseCells(db, importId, position);
  const own = cells.find(({ role }) => role === 'respondent_group');
  return own && (await optionLabels(db, importId)).get(own.questionId)?.get(own.cell);
}

/** The import's counts and report without the response, and without what was said of its row. */
export async function correctImport(
  db: Db,
  { importId, sourceRow }: KnownResponse,
  gone: { comments: number; addedLater: number; group: string | undefined },
): Promise<void> {
  const { responseCount, commentCount } = await findImport(db, wholeSight, importId);
  const report = parseReport((await findImportPapers(db, importId)).report);
  await changeImport(db, importId, {
    responseCount: responseCount - 1,
    commentCount: commentCount - gone.comments,
    uploadName: null,
    uploadKey: null,
    report: report && JSON.stringify(correctReport(report, { ...gone, sourceRow })),
  });
}

function withoutUpdate(
  report: ImportReport,
  { sourceRow, changed, updatedImportId }: Omit<LaterRow, 'importId'>,
): ImportReport {
  const { update } = report;
  const fewer = <T extends { updated: number; unchanged: number }>(counts: T): T => ({
    ...counts,
    updated: counts.updated - changed,
    unchanged: counts.unchanged - (1 - changed),
  });
  const imports = update?.imports.map((one) => (one.id === updatedImportId ? fewer(one) : one));
  return {
    ...report,
    excluded: oneMoreErased(report),
    problems: report.problems.filter(({ row }) => row !== sourceRow),
    ...(update ? { update: { ...fewer(update), imports: imports ?? [] } } : {}),
  };
}

/** The report of a later import, whose file brought the response again, without it. */
export async function correctLaterImport(db: Db, { importId, ...row }: LaterRow) {
  const report = parseReport((await findImportPapers(db, importId)).report);
  await changeImport(db, importId, {
    uploadName: null,
    uploadKey: null,
    report: report && JSON.stringify(withoutUpdate(report, row)),
  });
}
