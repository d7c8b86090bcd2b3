import { emptyLog } from '../db/empty-log.js';
import type { Services } from '../http/services.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor, Viewer } from '../people/permissions.js';
import { wholeSight } from '../people/sight.js';
import { removeUnusedWave } from '../surveys/survey-queries.js';
import { findImportAt, movedOn } from './begin-step.js';
import { findImport, findImportPapers, moveImport, removeImportRow } from './import-queries.js';
import { dropUpload } from './uploads.js';

/** Removes an import that was never published, its file, and the wave and survey made for it alone. */
export async function discardImport(
  { db, config }: Pick<Services, 'db' | 'config'>,
  actor: Actor,
  importId: number,
): Promise<void> {
  const { waveId, fileName, survey, wave } = await findImport(db, wholeSight, importId);
  const { uploadName } = await findImportPapers(db, importId);
  await dropUpload(config, uploadName);
  await db.transaction().execute(async (transaction) => {
    await removeImportRow(transaction, importId);
    await removeUnusedWave(transaction, waveId);
    await recordAudit(transaction, actor, {
      action: 'import_discarded',
      subject: { kind: 'import', id: importId, name: fileName },
      before: { survey, wave },
    });
  });
  await emptyLog(db);
}

/**
 * Removes an import that its officer has no use for.
 * @throws ViewfinderError `conflict` where it is published, or work on it is under way.
 */
export async function discardUpload(
  services: Pick<Services, 'db' | 'config'>,
  viewer: Viewer,
  importId: number,
): Promise<void> {
  const at = ['mapping', 'checked', 'failed', 'undone'] as const;
  const found = await findImportAt(services, viewer, importId, at);
  const moved = await moveImport(services.db, found.id, [found.state], { state: 'failed' });
  if (!moved) throw movedOn(found);
  await discardImport(services, viewer, found.id);
}
