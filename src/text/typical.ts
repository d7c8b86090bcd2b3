import { centroidOf, similarity, vectorsOf } from './tf-idf.js';

/** A text of fewer terms says too little to stand for others. */
const leastTerms = 4;
/** Texts more alike than this say the same. */
const mostSimilar = 0.7;

/**
 * How like all of the texts together each of them is, 0 to 1: cosine with the mean of their TF-IDF vectors;
 * null for one that says too little to stand for others.
 */
export function closenessOf(texts: readonly (readonly string[])[]): (number | null)[] {
  const vectors = vectorsOf(texts);
  const centre = centroidOf(vectors);
  return vectors.map((vector) => (vector.size < leastTerms ? null : similarity(vector, centre)));
}

/**
 * The places of the texts that are most like all of them together (cosine with the mean of their TF-IDF
 * vectors), the most typical first, without any that says nearly what one before it says.
 */
export function mostTypical(texts: readonly (readonly string[])[], most: number): number[] {
  const vectors = vectorsOf(texts);
  const centre = centroidOf(vectors);
  const ranked = vectors
    .map((vector, at) => ({ at, vector, closeness: similarity(vector, centre) }))
    .filter(({ at }) => new Set(texts[at]).size >= leastTerms)
    .sort((one, other) => other.closeness - one.closeness || one.at - other.at);
  const chosen: typeof ranked = [];
  for (const one of ranked) {
    if (chosen.length === most) break;
    if (chosen.every(({ vector }) => similarity(vector, one.vector) < mostSimilar)) {
      chosen.push(one);
    }
  }
  return chosen.map(({ at }) => at);
}
