import type { Services } from '../http/services.js';
import type { Viewer } from '../people/permissions.js';
import { beginStep, findImportAt } from './begin-step.js';
import { parseMapping, parseProfile } from './import-papers.js';
import { findImportPapers } from './import-queries.js';
import { mappingChanges } from './mapping-changes.js';
import { parseMappingForm } from './mapping-form.js';

type Work = Pick<Services, 'db' | 'jobs'>;

/**
 * Takes over what the columns form says, and queues the checks. What it leaves out stays as it was guessed.
 * @throws ViewfinderError `conflict` where the import does not wait for that.
 */
export async function confirmColumns(
  services: Work,
  viewer: Viewer,
  importId: number,
  form: unknown,
): Promise<void> {
  const found = await findImportAt(services, viewer, importId, ['mapping', 'checked']);
  const papers = await findImportPapers(services.db, found.id);
  const mapping = parseMapping(papers.mapping);
  const edits = mapping && parseMappingForm(form, mapping);
  const mappingEdits = edits && JSON.stringify(edits);
  const entry = {
    action: 'mapping_edited' as const,
    ...(edits && mappingChanges(parseProfile(papers.profile), mapping, edits)),
  };
  await beginStep(services, viewer, found, {
    kind: 'check',
    state: 'checking',
    mappingEdits,
    entry,
  });
}

/**
 * Queues the import of what was checked.
 * @throws ViewfinderError `conflict` where the import does not wait for that.
 */
export async function beginImport(services: Work, viewer: Viewer, importId: number): Promise<void> {
  const found = await findImportAt(services, viewer, importId, ['checked']);
  const entry = { action: 'import_begun' as const };
  await beginStep(services, viewer, found, { kind: 'import', state: 'importing', entry });
}
