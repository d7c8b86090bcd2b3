/** The weights of a text's terms, of length 1; empty for a text without terms. */
export type TermVector = ReadonlyMap<string, number>;

function toUnit(weights: Map<string, number>): TermVector {
  const length = Math.sqrt([...weights.values()].reduce((sum, value) => sum + value ** 2, 0)) || 1;
  for (const [term, value] of weights) weights.set(term, value / length);
  return weights;
}

/** Weighs terms by how often a text has them and how few texts do: TF · ln((texts + 1) / texts with the term). */
export function vectorsOf(texts: readonly (readonly string[])[]): TermVector[] {
  const counts = new Map<string, number>();
  for (const terms of texts) {
    for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return texts.map((terms) => {
    const weights = new Map<string, number>();
    for (const term of terms) {
      const rarity = Math.log((texts.length + 1) / (counts.get(term) ?? 1));
      weights.set(term, (weights.get(term) ?? 0) + rarity);
    }
    return toUnit(weights);
  });
}

export function sumOf(vectors: readonly TermVector[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const vector of vectors) {
    for (const [term, value] of vector) sums.set(term, (sums.get(term) ?? 0) + value);
  }
  return sums;
}

/** The middle of vectors, of length 1 again. */
export const centroidOf = (vectors: readonly TermVector[]): TermVector => toUnit(sumOf(vectors));

/** Cosine; 0 to 1, as no weight is negative. */
export function similarity(one: TermVector, other: TermVector): number {
  let sum = 0;
  for (const [term, value] of one) sum += value * (other.get(term) ?? 0);
  return sum;
}
