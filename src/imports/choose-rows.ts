import type { Db } from '../db/schema.js';
import type { MappingEdits } from './import-papers.js';
import { changeImport, sealPapers } from './import-queries.js';
import type { RowDoubt } from './import-types.js';

/** Keeps with an import which rows to leave out, in place of those that the survey's last import left out. */
export async function chooseRows(
  db: Db,
  importId: number,
  leaveOut: readonly RowDoubt[],
): Promise<void> {
  const mappingEdits: MappingEdits = { columns: [], questions: [], leaveOut: [...leaveOut] };
  const papers = { mappingEdits: JSON.stringify(mappingEdits) };
  await changeImport(db, importId, await sealPapers(db, importId, papers));
}
