import { ViewfinderError } from '../errors.js';
import { wholeSight } from '../people/sight.js';
import type { SurveyTable } from './import-types.js';
import { recogniseLayout } from './layouts/recognise-layout.js';
import { defaultReadLimits } from './readers/read-limits.js';
import { readWorkbook } from './readers/read-workbook.js';
import { listErasures } from './erasure-list.js';
import { findImport, findImportPapers } from './import-queries.js';
import type { ImportTask } from './import-task.js';
import { openFile } from './seal.js';
import { uploadPath } from './uploads.js';

/**
 * Reads the uploaded file of an import into a recognised table, without the responses that were erased
 * when the same file was imported before.
 * @throws ViewfinderError with the sentence for the officer where it cannot be read, or is gone.
 */
export async function readSurvey(task: ImportTask): Promise<SurveyTable> {
  const { fileSha256, fileName } = await findImport(task.db, wholeSight, task.importId);
  const table = await readTable(task);
  const erased = (await listErasures(task.config)).filter(({ file }) => file === fileSha256);
  return withoutErased(table, new Set(erased.map(({ row }) => row)), fileName);
}

/** The table as if the rows of erased responses had never been in the file. */
function withoutErased(
  table: SurveyTable,
  erased: ReadonlySet<number | null>,
  fileName: string,
): SurveyTable {
  const stays = table.sourceRows.map((row) => !erased.has(row) && !erased.has(null));
  const left = stays.filter((one) => !one).length;
  if (left === 0) return table;
  if (left === stays.length) {
    throw new ViewfinderError(
      'conflict',
      `Every response of ${fileName} was erased from Viewfinder before, so it was not read again.`,
    );
  }
  return {
    ...table,
    rows: table.rows.filter((_, at) => stays[at]),
    sourceRows: table.sourceRows.filter((_, at) => stays[at]),
    notes: [
      ...table.notes,
      `${left === 1 ? '1 row was' : `${left} rows were`} passed over: erased from Viewfinder before.`,
    ],
  };
}

async function readTable({ db, config, importId }: ImportTask): Promise<SurveyTable> {
  const { uploadName, uploadKey } = await findImportPapers(db, importId);
  const { fileName } = await findImport(db, wholeSight, importId);
  if (uploadName === null || uploadKey === null) {
    throw new ViewfinderError('not_found', `${fileName} is no longer kept. Upload it again.`);
  }
  const limits = { ...defaultReadLimits, ...config.readLimits };
  const bytes = await openFile(uploadPath(config, uploadName), uploadKey, fileName);
  return recogniseLayout(await readWorkbook(bytes, fileName, limits), fileName);
}
