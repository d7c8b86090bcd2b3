import { groupComments } from './group-comments.js';
import { centroidOf, similarity, vectorsOf } from './tf-idf.js';

/** Comments that say nearly the same, and something else than the rest. */
export interface ViewApart {
  /** Places of its comments in the list given. */
  members: number[];
  /** Cosine of its middle with the middle of all other comments, 0 to 1. */
  likeness: number;
}

/** A group whose middle is more like the middle of the others is of the same view. */
const mostAlike = 0.3;
const mostGroups = 20;

/** The groups among texts that are far from the others, the largest first. */
export function viewsApart(
  texts: readonly (readonly string[])[],
  leastMembers: number,
): ViewApart[] {
  const vectors = vectorsOf(texts);
  return groupComments(texts, { leastMembers, most: mostGroups })
    .map(({ members }) => {
      const own = new Set(members);
      const inside = vectors.filter((_, at) => own.has(at));
      const outside = vectors.filter((_, at) => !own.has(at));
      return { members, likeness: similarity(centroidOf(inside), centroidOf(outside)) };
    })
    .filter(({ members, likeness }) => members.length < texts.length && likeness < mostAlike);
}
