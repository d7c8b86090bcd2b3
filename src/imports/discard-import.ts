import { shrinkLog } from '../db/full-text.js';
import type { Services } from '../http/services.js';
import { removeUnusedWave } from '../surveys/survey-queries.js';
import { findImport, findImportPapers, removeImportRow } from './import-queries.js';
import { dropUpload } from './uploads.js';

/** Removes an import that was never published, its file, and the wave and survey made for it alone. */
export async function discardImport(
  { db, config }: Pick<Services, 'db' | 'config'>,
  importId: number,
): Promise<void> {
  const { waveId } = await findImport(db, importId);
  const { uploadName } = await findImportPapers(db, importId);
  await dropUpload(config, uploadName);
  await removeImportRow(db, importId);
  await removeUnusedWave(db, waveId);
  await shrinkLog(db);
}
