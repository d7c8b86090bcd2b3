/** `best`: by how well a comment matches; `newest`: the last imported first; `representative`: what
 * is most like all of them first; `critical`:
 * the worst statements first; `random`: drawn with a seed. */
export const orders = ['best', 'newest', 'representative', 'critical', 'random'] as const;
export type Order = (typeof orders)[number];

/** Where a page begins (after this comment) or ends (before it). Rank is what it was listed by. */
export interface PageEdge {
  side: 'after' | 'before';
  rank: number;
  id: number;
}

/** As it stands in an address: "812", or with its rank "-3.25,812". */
export const edgeText = (comment: { rank: number; id: number }, order: Order) =>
  order === 'newest' ? String(comment.id) : `${comment.rank},${comment.id}`;

function parseEdge(side: PageEdge['side'], text: unknown): PageEdge | undefined {
  if (typeof text !== 'string') return undefined;
  const found = /^(?:(-?\d+(?:\.\d+)?(?:e-?\d+)?),)?([1-9]\d{0,14})$/.exec(text);
  return found ? { side, rank: Number(found[1] ?? 0), id: Number(found[2]) } : undefined;
}

/** The edge of an address's `after` or `before`; undefined for the first page and for nonsense. */
export const pageEdge = (parameters: Readonly<Record<string, unknown>>): PageEdge | undefined =>
  parseEdge('after', parameters['after']) ?? parseEdge('before', parameters['before']);
