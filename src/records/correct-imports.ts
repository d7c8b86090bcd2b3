import { optionLabels, responseCells } from '../comments/response-queries.js';
import type { Db } from '../db/schema.js';
import { parseReport, type ImportReport } from '../imports/import-papers.js';
import { changeImport, findImport, findImportPapers } from '../imports/import-queries.js';
import type { LaterRow } from '../imports/updates/later-queries.js';
import { wholeSight } from '../people/sight.js';
import { missingKindOf } from '../surveys/answer-codes.js';
import { reportWithout, type ErasedParts } from './report-without.js';
import type { KnownResponse } from './response-queries.js';

/** How a response answered the questions of its import, and its respondent group by name. */
export async function answersOf(db: Db, { importId, position }: KnownResponse) {
  const cells = await responseCells(db, importId, position);
  const own = cells.find(({ role }) => role === 'respondent_group');
  const group = own && (await optionLabels(db, importId)).get(own.questionId)?.get(own.cell);
  const answers = new Map(
    cells.map(({ question, cell, encoding }) => [question, missingKindOf(cell, encoding)]),
  );
  return { group, answers };
}

/** The import's counts and report without the response, and without what was said of its row. */
export async function correctImport(
  db: Db,
  { importId }: KnownResponse,
  gone: ErasedParts & { addedLater: number },
): Promise<void> {
  const { responseCount, commentCount } = await findImport(db, wholeSight, importId);
  const report = parseReport((await findImportPapers(db, importId)).report);
  // What a later file added was never in this import's own report.
  const told = { ...gone, comments: gone.comments - gone.addedLater };
  await changeImport(db, importId, {
    responseCount: responseCount - 1,
    commentCount: commentCount - gone.comments,
    uploadName: null,
    uploadKey: null,
    report: report && JSON.stringify(reportWithout(report, told)),
  });
}

/** The report of a later file without the response that it brought again: of what was new it loses nothing. */
function withoutUpdate(report: ImportReport, row: LaterRow, gone: ErasedParts): ImportReport {
  const { responses, comments, groups, update } = report;
  const fewer = <T extends { updated: number; unchanged: number }>(counts: T): T => ({
    ...counts,
    updated: counts.updated - row.changed,
    unchanged: counts.unchanged - (1 - row.changed),
  });
  const imports = update?.imports.map((one) => (one.id === row.updatedImportId ? fewer(one) : one));
  return {
    ...reportWithout(report, { ...gone, sourceRow: row.sourceRow }),
    responses,
    comments,
    groups,
    ...(update ? { update: { ...fewer(update), imports: imports ?? [] } } : {}),
  };
}

/** The report of a later import, whose file brought the response again, without it. */
export async function correctLaterImport(db: Db, row: LaterRow, gone: ErasedParts): Promise<void> {
  const report = parseReport((await findImportPapers(db, row.importId)).report);
  await changeImport(db, row.importId, {
    uploadName: null,
    uploadKey: null,
    report: report && JSON.stringify(withoutUpdate(report, row, gone)),
  });
}
