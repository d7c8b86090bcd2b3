import type { PageEdge } from '../page-edge.js';

/** What comments are listed by, smallest first; those with the same go by their ids, the newest first. */
export type KeyOf = (id: number) => number;

export interface ListedComment {
  id: number;
  rank: number;
}

/** Whether the one stands before the other in the list. */
const isBefore = (rank: number, id: number, than: ListedComment) =>
  rank < than.rank || (rank === than.rank && id > than.id);

/** Puts a comment where it belongs among the nearest ones, the last of which falls out at `limit`. */
function keepNearest(
  nearest: ListedComment[],
  one: ListedComment,
  { limit, back }: { limit: number; back: boolean },
): void {
  let at = Math.min(nearest.length, limit - 1);
  for (
    let other = nearest[at - 1];
    other && isBefore(one.rank, one.id, other) !== back;
    other = nearest[at - 1]
  ) {
    nearest[at] = other;
    at -= 1;
  }
  nearest[at] = one;
}

/**
 * The comments of a selection that come next after an edge, or nearest before it, in the order of the
 * list: one pass, whatever the depth of the page.
 * @returns also how many lie beyond the edge, those of the page among them
 */
export function pageOf(
  ids: Uint32Array,
  keyOf: KeyOf,
  edge: PageEdge | undefined,
  limit: number,
): { page: ListedComment[]; beyond: number } {
  const back = edge?.side === 'before';
  // Nearest to the edge first: looking back, the list is read from its end.
  const nearest: ListedComment[] = [];
  let beyond = 0;
  for (let at = ids.length - 1; at >= 0; at -= 1) {
    const id = ids[at] ?? 0;
    const rank = keyOf(id);
    if (edge && (id === edge.id || isBefore(rank, id, edge) !== back)) continue;
    beyond += 1;
    const last = nearest[limit - 1];
    if (last && isBefore(rank, id, last) === back) continue;
    keepNearest(nearest, { id, rank }, { limit, back });
  }
  return { page: back ? nearest.reverse() : nearest, beyond };
}

/** A number for each id that looks drawn at random and is the same for the same seed. */
export function drawnBy(seed: number): KeyOf {
  return (id) => {
    let mixed = Math.imul(id ^ (seed | 0), 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

/** The whole selection in order. */
export function inOrder(ids: Uint32Array, keyOf: KeyOf): ListedComment[] {
  const listed = Array.from(ids, (id) => ({ id, rank: keyOf(id) }));
  return listed.sort((one, other) => one.rank - other.rank || other.id - one.id);
}
