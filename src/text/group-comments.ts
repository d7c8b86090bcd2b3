import TfIdf from 'natural/lib/natural/tfidf/tfidf.js';
import { similarity, vectorsOf, type TermVector } from './tf-idf.js';

/** Comments that say nearly the same. */
export interface CommentGroup {
  /** Places of its comments in the list given, the most central first. */
  members: number[];
  /** The words that mark it, by TF-IDF over the groups. */
  words: string[];
}

/** Comments that share less are about different things. */
const leastSimilar = 0.35;
/** A word of more comments than this share says nothing of which belong together. */
const mostShare = 0.2;

/**
 * Groups comments by what they share, each in one group at most: the comment with the most neighbours
 * leads the first group, and so on. The same comments in the same order make the same groups.
 */
export function groupComments(
  texts: readonly (readonly string[])[],
  { leastMembers, most }: { leastMembers: number; most: number },
): CommentGroup[] {
  const vectors = vectorsOf(texts);
  const neighbours = neighboursOf(texts, vectors);
  const isFree = texts.map(() => true);
  const order = texts
    .map((_, at) => at)
    .sort(
      (left, right) =>
        (neighbours[right]?.length ?? 0) - (neighbours[left]?.length ?? 0) || left - right,
    );
  const groups: number[][] = [];
  for (const leader of order) {
    if (!isFree[leader]) continue;
    const members = [leader, ...(neighbours[leader] ?? []).filter((at) => isFree[at])];
    if (members.length < leastMembers) continue;
    for (const at of members) isFree[at] = false;
    groups.push(members);
  }
  const largest = groups.sort((left, right) => right.length - left.length).slice(0, most);
  return withWords(largest, texts);
}

/** For each comment those that are like it, most like first. */
function neighboursOf(
  texts: readonly (readonly string[])[],
  vectors: readonly TermVector[],
): number[][] {
  const holders = new Map<string, number[]>();
  texts.forEach((terms, at) => {
    for (const term of new Set(terms)) holders.set(term, [...(holders.get(term) ?? []), at]);
  });
  const tooMany = Math.max(50, texts.length * mostShare);
  return texts.map((terms, at) => {
    const candidates = new Set<number>();
    for (const term of new Set(terms)) {
      const own = holders.get(term) ?? [];
      if (own.length <= tooMany) for (const other of own) candidates.add(other);
    }
    candidates.delete(at);
    const own = vectors[at] as TermVector;
    return [...candidates]
      .map((other) => ({ other, like: similarity(own, vectors[other] as TermVector) }))
      .filter(({ like }) => like >= leastSimilar)
      .sort((left, right) => right.like - left.like || left.other - right.other)
      .map(({ other }) => other);
  });
}

const wordsShown = 5;

function withWords(
  groups: readonly number[][],
  texts: readonly (readonly string[])[],
): CommentGroup[] {
  const measure = new TfIdf();
  for (const members of groups)
    measure.addDocument(members.flatMap((at) => [...(texts[at] ?? [])]));
  return groups.map((members, at) => {
    const words = measure
      .listTerms(at)
      .map(({ term }) => term)
      .slice(0, wordsShown);
    return { members, words };
  });
}
