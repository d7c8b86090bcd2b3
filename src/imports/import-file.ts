import { ViewfinderError } from '../errors.js';
import { wholeSight } from '../people/sight.js';
import type { Services } from '../http/services.js';
import { chooseRows } from './choose-rows.js';
import { findImport, findImportPapers } from './import-queries.js';
import { parseReport, type ImportReport } from './import-papers.js';
import { receiveFile } from './receive-file.js';
import { latestJob } from '../jobs/job-queries.js';
import type { Viewer } from '../people/permissions.js';
import { discardImport } from './discard-import.js';
import type { RowDoubt } from './import-types.js';
import { dropUpload, takeCopy } from './uploads.js';

export interface FileImport {
  importId: number;
  layout: string | null;
  report: ImportReport;
}

export interface FileRequest {
  file: string;
  survey: string;
  wave: string;
  group: string;
  /** Rows to leave out, in place of those that the survey's last import left out. */
  leaveOut?: readonly RowDoubt[] | undefined;
}

/**
 * Imports one file in one go, reading it once and taking every guess as it is.
 * @throws ViewfinderError with the sentence that says why not; nothing of the file is left then.
 */
export async function importFile(
  services: Services,
  viewer: Viewer,
  request: FileRequest,
): Promise<FileImport> {
  const { config, db, jobs } = services;
  const upload = await takeCopy(config, request.file);
  const received = { ...request, ...upload, fileName: request.file };
  const importId = await receiveFile(db, viewer, received).catch(async (error: unknown) => {
    await dropUpload(config, upload.uploadName);
    throw error;
  });
  const { leaveOut } = request;
  if (leaveOut !== undefined) await chooseRows(db, importId, leaveOut);
  await jobs.start('whole', importId, viewer);
  await jobs.idle();
  const job = await latestJob(db, importId);
  if (job?.state !== 'done') {
    // Whoever cancels it on a page discards it, with its jobs.
    if (job) await discardImport(services, viewer, importId);
    throw new ViewfinderError('invalid', job?.error ?? 'The import was cancelled.');
  }
  const { layout } = await findImport(db, wholeSight, importId);
  const report = parseReport((await findImportPapers(db, importId)).report);
  if (!report) throw new ViewfinderError('unavailable', 'The import left no report. Try again.');
  return { importId, layout, report };
}
