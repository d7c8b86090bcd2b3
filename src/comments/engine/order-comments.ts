import type { PageEdge } from '../page-edge.js';

/** What comments are listed by, smallest first; those with the same go by their ids, the newest first. */
export type KeyOf = (id: number) => number;

/** An order of comments; all with an id below `sameBelow` have the same key. */
export interface ListOrder {
  keyOf: KeyOf;
  sameBelow: number;
}

export const eachItsOwn = (keyOf: KeyOf): ListOrder => ({ keyOf, sameBelow: 0 });

export interface ListedComment {
  id: number;
  rank: number;
}

/** Whether the one stands before the other in the list. */
const isBefore = (rank: number, id: number, than: ListedComment) =>
  rank < than.rank || (rank === than.rank && id > than.id);

/** The comments nearest to an edge, the nearest first: looking back, the list is read from its end. */
class Nearest {
  readonly found: ListedComment[] = [];

  constructor(
    private readonly limit: number,
    private readonly back: boolean,
  ) {}

  /** Puts a comment where it belongs; the last falls out at the limit. */
  consider(id: number, rank: number): void {
    const { found, limit, back } = this;
    const last = found[limit - 1];
    if (last && isBefore(rank, id, last) === back) return;
    let at = Math.min(found.length, limit - 1);
    for (
      let other = found[at - 1];
      other && isBefore(rank, id, other) !== back;
      other = found[at - 1]
    ) {
      found[at] = other;
      at -= 1;
    }
    found[at] = { id, rank };
  }
}

/** How many of these ids, in order, are below another. */
function countBelow(ids: Uint32Array, id: number): number {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ids[middle] ?? 0) < id) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Of comments that all have one key, by id: those beyond the edge. */
function beyondEdge(ids: Uint32Array, rank: number, edge: PageEdge | undefined): Uint32Array {
  if (!edge) return ids;
  const back = edge.side === 'before';
  if (rank !== edge.rank) return rank < edge.rank === back ? ids : ids.subarray(0, 0);
  return back
    ? ids.subarray(countBelow(ids, edge.id + 1))
    : ids.subarray(0, countBelow(ids, edge.id));
}

/** Considers each of these ids that lies beyond the edge, and counts them. */
function considerEach(
  ids: Uint32Array,
  keyOf: KeyOf,
  edge: PageEdge | undefined,
  nearest: Nearest,
): number {
  const back = edge?.side === 'before';
  const { rank: edgeRank, id: edgeId } = edge ?? { rank: -Infinity, id: 0 };
  let beyond = 0;
  for (let at = ids.length - 1; at >= 0; at -= 1) {
    const id = ids[at] ?? 0;
    const rank = keyOf(id);
    const isPast = rank > edgeRank || (rank === edgeRank && id < edgeId);
    if (isPast === back || id === edgeId) continue;
    beyond += 1;
    nearest.consider(id, rank);
  }
  return beyond;
}

/**
 * The comments of a selection that come next after an edge, or nearest before it, in the order of the
 * list: one pass over those whose keys differ, whatever the depth of the page.
 * @returns also how many lie beyond the edge, those of the page among them
 */
export function pageOf(
  ids: Uint32Array,
  { keyOf, sameBelow }: ListOrder,
  edge: PageEdge | undefined,
  limit: number,
): { page: ListedComment[]; beyond: number } {
  const back = edge?.side === 'before';
  const nearest = new Nearest(limit, back);
  const same = ids.subarray(0, countBelow(ids, sameBelow));
  const rank = keyOf(same[0] ?? 0);
  const others = beyondEdge(same, rank, edge);
  for (const id of back ? others.subarray(0, limit) : others.slice(-limit))
    nearest.consider(id, rank);
  const beyond = considerEach(ids.subarray(same.length), keyOf, edge, nearest);
  const { found } = nearest;
  return { page: back ? found.reverse() : found, beyond: beyond + others.length };
}

/** A number for each id that looks drawn at random and is the same for the same seed. */
export function drawnBy(seed: number): KeyOf {
  return (id) => {
    let mixed = Math.imul(id ^ (seed | 0), 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    // Not all 32 bits: a larger number costs V8 an object of its own.
    return (mixed ^ (mixed >>> 16)) >>> 1;
  };
}

/** The whole selection in order. */
export function inOrder(ids: Uint32Array, keyOf: KeyOf): ListedComment[] {
  const listed = Array.from(ids, (id) => ({ id, rank: keyOf(id) }));
  return listed.sort((one, other) => one.rank - other.rank || other.id - one.id);
}
