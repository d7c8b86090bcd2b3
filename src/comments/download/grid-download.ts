import type { Db } from '../../db/schema.js';
import type { Viewer } from '../../people/permissions.js';
import { inOrder } from '../engine/order-comments.js';
import { readGrid } from '../read-grid.js';
import { selectionFacts, type Fact } from './provenance.js';
import { mustBeWhole } from './read-download.js';

/** The whole of a grid, for a reading thread: its comments in their order, its columns of answers, and how it was selected. */
export async function gridDownload(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const { selection, selected, columns, sort, keyOf } = await readGrid(db, viewer, parameters);
  mustBeWhole(selected);
  const by = columns.find(({ id }) => id === sort.by)?.text ?? 'Comment number';
  const order = `${by}, ${sort.down ? 'descending' : 'ascending'}`;
  const at = new Date().toISOString();
  // The order of the list, with its seed, is not that of the grid.
  const facts = await selectionFacts(db, viewer, { ...selection, order: 'newest' }, at);
  return {
    at,
    facts: facts.map((fact): Fact => (fact[0] === 'Order' ? ['Order', order] : fact)),
    ids: inOrder(selected.ids, keyOf).map(({ id }) => id),
    questions: columns.map(({ id, text }) => ({ id, text })),
  };
}
