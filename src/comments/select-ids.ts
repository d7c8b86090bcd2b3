import type { Db } from '../db/schema.js';
import type { CommentFilter } from './comment-filter.js';
import { searchEngine } from './engine/search-engine.js';
import type { ListedComment } from './engine/order-comments.js';
import { describeComments, type FoundComment } from './comment-queries.js';
import type { Order } from './page-edge.js';

/** How many comments a filter selects. */
export const countComments = async (db: Db, filter: CommentFilter): Promise<number> =>
  (await searchEngine(db).select(filter)).total;

/** The ids of every comment of a filter, in order. */
export async function idsOf(db: Db, filter: CommentFilter): Promise<number[]> {
  const { ids } = await searchEngine(db).select(filter);
  return Array.from(ids);
}

/** The comments of a filter as a list shows them, in order; the first `limit` of them. */
export async function listComments(
  db: Db,
  filter: CommentFilter,
  by: { order: Order; seed: number; limit?: number },
): Promise<FoundComment[]> {
  const engine = searchEngine(db);
  const selection = await engine.select(filter);
  const { limit, ...listing } = by;
  const listed: ListedComment[] =
    limit === undefined
      ? await engine.list(filter, selection, listing)
      : (await engine.page(filter, selection, { ...listing, edge: undefined, limit })).page;
  return describeComments(db, listed);
}
