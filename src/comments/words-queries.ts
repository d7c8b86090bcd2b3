import type { Db } from '../db/schema.js';
import type { CommentFilter } from './comment-filter.js';
import { filteredComments } from './filter-queries.js';

export interface TextOf {
  id: number;
  text: string;
}

/** The ids of every comment of a filter, in order. */
export async function idsOf(db: Db, filter: CommentFilter): Promise<number[]> {
  const rows = await filteredComments(db, filter)
    .select('comment.id')
    .orderBy('comment.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The texts of some comments, which the caller knows may be seen. */
export const textsOf = (db: Db, ids: readonly number[]): Promise<TextOf[]> =>
  db.selectFrom('comment').select(['id', 'text']).where('id', 'in', ids).orderBy('id').execute();
