import type { SameNumbers } from '../db/schema-updates.js';
import { ViewfinderError } from '../errors.js';
import type { Services } from '../http/services.js';
import type { Viewer } from '../people/permissions.js';
import { beginStep, findImportAt, movedOn } from './begin-step.js';
import { parseColumnsForm, type ColumnsForm } from './columns-form.js';
import { parseMapping, parseMappingEdits, parseProfile } from './import-papers.js';
import { findImportPapers, moveImport, sealPapers } from './import-queries.js';
import { mappingChanges } from './mapping-changes.js';

type Work = Pick<Services, 'db' | 'jobs'>;

/**
 * Takes over what the columns form says, and queues the checks where it asks to go on. What it leaves out
 * stays as it was.
 * @throws ViewfinderError `conflict` where the import does not wait for that.
 */
export async function confirmColumns(
  services: Work,
  viewer: Viewer,
  importId: number,
  body: unknown,
): Promise<ColumnsForm> {
  const { db } = services;
  const found = await findImportAt(services, viewer, importId, ['mapping', 'checked']);
  const papers = await findImportPapers(db, found.id);
  const mapping = parseMapping(papers.mapping);
  if (!mapping) throw new ViewfinderError('conflict', 'The file has not been read yet.');
  const form = parseColumnsForm(body, mapping, parseMappingEdits(papers.mappingEdits));
  const mappingEdits = JSON.stringify(form.edits);
  if (form.goesOn) {
    const changes = mappingChanges(parseProfile(papers.profile), mapping, form.edits);
    const entry = { action: 'mapping_edited' as const, ...changes };
    await beginStep(services, viewer, found, {
      kind: 'check',
      state: 'checking',
      mappingEdits,
      entry,
    });
    return form;
  }
  // What was checked before is no longer what would be imported.
  const step = {
    state: 'mapping' as const,
    ...(await sealPapers(db, found.id, { mappingEdits })),
  };
  if (!(await moveImport(db, found.id, [found.state], step))) throw movedOn(found);
  return form;
}

/**
 * Queues the import of what was checked; `sameNumbers` is what the officer says of numbers that are known.
 * @throws ViewfinderError `conflict` where the import does not wait for that.
 */
export async function beginImport(
  services: Work,
  viewer: Viewer,
  importId: number,
  sameNumbers: SameNumbers | null = null,
): Promise<void> {
  const found = await findImportAt(services, viewer, importId, ['checked']);
  const entry = { action: 'import_begun' as const };
  const step = { kind: 'import', state: 'importing', sameNumbers, entry } as const;
  await beginStep(services, viewer, found, step);
}
