import { ViewfinderError } from '../errors.js';
import type { SurveyTable } from './import-types.js';
import { recogniseLayout } from './layouts/recognise-layout.js';
import { defaultReadLimits } from './readers/read-limits.js';
import { readWorkbook } from './readers/read-workbook.js';
import { findImport, findImportPapers } from './import-queries.js';
import type { ImportTask } from './import-task.js';
import { openFile } from './seal.js';
import { uploadPath } from './uploads.js';

/**
 * Reads the uploaded file of an import into a recognised table.
 * @throws ViewfinderError with the sentence for the officer where it cannot be read, or is gone.
 */
export async function readSurvey({ db, config, importId }: ImportTask): Promise<SurveyTable> {
  const { uploadName, uploadKey } = await findImportPapers(db, importId);
  const { fileName } = await findImport(db, importId);
  if (uploadName === null || uploadKey === null) {
    throw new ViewfinderError('not_found', `${fileName} is no longer kept. Upload it again.`);
  }
  const limits = { ...defaultReadLimits, bytes: config.uploadLimitBytes };
  const bytes = await openFile(uploadPath(config, uploadName), uploadKey, fileName);
  return recogniseLayout(await readWorkbook(bytes, fileName, limits), fileName);
}
