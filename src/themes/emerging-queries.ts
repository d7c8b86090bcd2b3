import { everything, noValue } from '../comments/comment-filter.js';
import { filteredComments } from '../comments/filter-queries.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';

/** The ids of the comments without any theme, or of those with one, in order. */
export async function idsByTheme(db: Db, viewer: Sight, isTagged: boolean): Promise<number[]> {
  const all = everything(viewer);
  const none = await filteredComments(db, { ...all, chosen: { ...all.chosen, theme: [noValue] } })
    .select('comment.id')
    .orderBy('comment.id')
    .execute();
  const untagged = none.map(({ id }) => id);
  if (!isTagged) return untagged;
  const without = new Set(untagged);
  const every = await filteredComments(db, all)
    .select('comment.id')
    .orderBy('comment.id')
    .execute();
  return every.map(({ id }) => id).filter((id) => !without.has(id));
}
