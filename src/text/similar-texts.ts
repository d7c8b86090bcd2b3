/** How like one text others are, by the words that they share. */

/** Weights by term, of length 1. */
function weigh(terms: readonly string[], rarityOf: (term: string) => number): Map<string, number> {
  const weights = new Map<string, number>();
  for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + rarityOf(term));
  const length = Math.sqrt([...weights.values()].reduce((sum, one) => sum + one * one, 0)) || 1;
  for (const [term, weight] of weights) weights.set(term, weight / length);
  return weights;
}

function cosine(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [term, weight] of one) sum += weight * (other.get(term) ?? 0);
  return Math.min(1, sum);
}

/**
 * Cosines of TF-IDF vectors (Salton and Buckley 1988), 0 to 1, of each pair of texts. A term of every text
 * still counts a little, `ln(1 + n / texts with it)`: of two texts that share all their words none is unlike.
 */
export function likenessOf(
  texts: readonly (readonly string[])[],
): (one: number, other: number) => number {
  const holders = new Map<string, number>();
  for (const terms of texts) {
    for (const term of new Set(terms)) holders.set(term, (holders.get(term) ?? 0) + 1);
  }
  const rarityOf = (term: string) => Math.log(1 + texts.length / (holders.get(term) ?? 1));
  const vectors = texts.map((terms) => weigh(terms, rarityOf));
  return (one, other) => cosine(vectors[one] ?? new Map(), vectors[other] ?? new Map());
}

/**
 * Puts places, the most like first, into groups that say nearly the same as the first of each.
 */
export function groupAlike(
  places: readonly number[],
  likeness: (one: number, other: number) => number,
  least: number,
): number[][] {
  const groups: number[][] = [];
  for (const place of places) {
    const own = groups.find(([first = place]) => likeness(first, place) >= least);
    if (own) own.push(place);
    else groups.push([place]);
  }
  return groups;
}
