import type { Db } from '../db/schema.js';
import { rulesOf } from '../disclosure-rules.js';
import { may } from '../people/permissions.js';
import type { CommentFilter } from './comment-filter.js';
import { filteredComments } from './filter-queries.js';

/** Whether people are told apart by their answers for somebody who may not see how few there are. */
export const isGuarded = ({ chosen, viewer }: CommentFilter): boolean =>
  chosen.answered.length > 0 && !may(viewer, 'true_counts');

/**
 * Whether a selection by answers would list what only a few people wrote: as few as tables of figures
 * withhold.
 */
export async function listsFewPeople(db: Db, filter: CommentFilter): Promise<boolean> {
  if (!isGuarded(filter)) return false;
  const { leastCell } = rulesOf(db);
  const people = await filteredComments(db, filter)
    .select(['comment.importId', 'comment.position'])
    .distinct()
    .limit(leastCell)
    .execute();
  return people.length > 0 && people.length < leastCell;
}
