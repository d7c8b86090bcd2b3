import type { Db } from '../db/schema.js';
import { rulesOf } from '../disclosure-rules.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import type { CommentFilter, FacetKey } from './comment-filter.js';
import { searchEngine } from './engine/search-engine.js';

/** What people answered about themselves: by these, a few are soon told apart. */
const answerKinds = ['answered', 'region', 'provider'] as const;

/** Whether people are told apart by their answers for somebody who may not see how few there are. */
export const isGuarded = ({ chosen, viewer }: CommentFilter): boolean =>
  answerKinds.some((kind) => chosen[kind].length > 0) && !may(viewer, 'true_counts');

/** Whether counts by this would tell a few people apart for somebody who may not see how few there are. */
export const isGuardedKind = (viewer: Sight, facet: FacetKey): boolean =>
  answerKinds.some((kind) => kind === facet) && !may(viewer, 'true_counts');

/** The facets whose counts would tell a few people apart: all of them once answers are chosen. */
export const hidesCounts = (filter: CommentFilter) => (facet: FacetKey) =>
  isGuarded(filter) || isGuardedKind(filter.viewer, facet);

/**
 * Whether a selection by answers would list what only a few people wrote: as few as tables of figures
 * withhold.
 */
export async function listsFewPeople(db: Db, filter: CommentFilter): Promise<boolean> {
  if (!isGuarded(filter)) return false;
  const { leastCell } = rulesOf(db);
  const engine = searchEngine(db);
  const { marks, mark } = await engine.select(filter);
  const { imports, positions } = engine.columns;
  const people = new Set<string>();
  for (let id = 1; id < marks.length && people.size < leastCell; id += 1) {
    if (marks[id] === mark) people.add(`${imports[id]}:${positions[id]}`);
  }
  return people.size > 0 && people.size < leastCell;
}
