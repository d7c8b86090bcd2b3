import { rm } from 'node:fs/promises';
import { ViewfinderError, type FieldFault } from '../errors.js';
import type { Services } from '../http/services.js';
import type { ReceivedFile } from '../http/upload.js';
import { latestJob, type OrderedJob } from '../jobs/job-queries.js';
import type { Viewer } from '../people/permissions.js';
import { chooseRows } from './choose-rows.js';
import { discardImport } from './discard-import.js';
import { findImportPapers } from './import-queries.js';
import { importState } from './import-state-queries.js';
import { parseLeaveOut } from './leave-out.js';
import { receiveFile } from './receive-file.js';

type Work = Pick<Services, 'db' | 'config' | 'jobs'>;

/** Where an uploaded file belongs, as it was typed. */
export interface UploadPlace {
  survey: string;
  wave: string;
  /** A wording or key of a respondent group, or '' where the file says it itself. */
  group: string;
  /** 'guesses' to take every guess as it is, up to the end; '' where the columns wait to be confirmed. */
  confirm: string;
  /** Rows to leave out, as a shell names them; '' for those that the survey's last import left out. */
  leaveOut: string;
}

function formFaults({ survey, wave, confirm }: UploadPlace, hasFile: boolean): FieldFault[] {
  const faults: FieldFault[] = [];
  if (survey === '') {
    faults.push({ field: 'survey', message: 'Choose a survey, or enter the name of a new one' });
  }
  if (wave === '') faults.push({ field: 'wave', message: 'Enter the wave, such as 2012-13' });
  if (!hasFile) faults.push({ field: 'file', message: 'Choose the spreadsheet to import' });
  if (confirm !== '' && confirm !== 'guesses') {
    faults.push({
      field: 'confirm',
      message: 'Leave “confirm” out, or set it to “guesses” to import without confirming columns',
    });
  }
  return faults;
}

/**
 * Notes an uploaded file for import and queues the work on it. Returns the import's id.
 * @throws ViewfinderError `invalid` with every fault of the form, and as `receiveFile` does; the file is gone then.
 */
export async function beginUpload(
  { db, jobs }: Work,
  viewer: Viewer,
  upload: ReceivedFile | undefined,
  place: UploadPlace,
): Promise<number> {
  try {
    const faults = formFaults(place, upload !== undefined);
    if (!upload || faults.length > 0) {
      throw new ViewfinderError('invalid', 'Some of the form is missing.', { faults });
    }
    const { confirm, leaveOut, ...where } = place;
    const kind = confirm === 'guesses' ? 'whole' : 'read';
    const doubts = leaveOut === '' ? null : parseLeaveOut(leaveOut);
    const noted: OrderedJob[] = [];
    const received = { ...where, ...upload, fileName: upload.originalName };
    const importId = await receiveFile(db, viewer, received, async (transaction, id) => {
      if (doubts) await chooseRows(transaction, id, doubts);
      noted.push(await jobs.note(transaction, kind, id, viewer));
    });
    noted.forEach(jobs.run);
    return importId;
  } catch (error) {
    if (upload) await rm(upload.path, { force: true });
    throw error;
  }
}

/**
 * Why a file could not be read, where that is known by now; nothing of it is left then. Null where it was
 * read, is being read, or can be read again.
 */
export async function refusalOf(
  services: Work,
  viewer: Viewer,
  importId: number,
): Promise<string | null> {
  const { db } = services;
  if ((await importState(db, importId)) !== 'failed') return null;
  if ((await findImportPapers(db, importId)).uploadKey !== null) return null;
  const job = await latestJob(db, importId);
  await discardImport(services, viewer, importId);
  return job?.error ?? 'The file could not be read.';
}
