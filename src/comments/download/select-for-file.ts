import type { Db } from '../../db/schema.js';
import type { Viewer } from '../../people/permissions.js';
import { countComments } from '../select-ids.js';
import { readSelection } from '../selection.js';
import { selectionFacts } from './provenance.js';
import { downloadIds } from './read-download.js';

type Parameters = Readonly<Record<string, unknown>>;

/** What takes long of a file, for a reading thread: which comments an address selects, and how. */
export async function selectForFile(db: Db, viewer: Viewer, parameters: Parameters) {
  const selection = await readSelection(db, viewer, parameters);
  const ids = await downloadIds(db, selection);
  const at = new Date().toISOString();
  return { ids, at, facts: await selectionFacts(db, viewer, selection, at) };
}

/** How many comments an address selects, for a reading thread. */
export const countForFile = async (
  db: Db,
  viewer: Viewer,
  parameters: Parameters,
): Promise<number> => countComments(db, (await readSelection(db, viewer, parameters)).filter);
