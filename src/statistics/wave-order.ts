/** Parts of a year in their order, as names of waves have them. */
const seasons: readonly RegExp[] = [
  /\bjan|\bwinter\b|\bq(uarter)? ?1\b/i,
  /\bfeb/i,
  /\bmar(ch)?\b|\bspring\b/i,
  /\bapr|\bq(uarter)? ?2\b/i,
  /\bmay\b/i,
  /\bjune?\b|\bsummer\b/i,
  /\bjuly?\b|\bq(uarter)? ?3\b/i,
  /\baug/i,
  /\bsept?(ember)?\b|\bautumn\b/i,
  /\boct|\bq(uarter)? ?4\b/i,
  /\bnov/i,
  /\bdec/i,
];

const yearOf = (name: string) => Number(/\b(1[89]|20)\d\d/.exec(name)?.[0] ?? 0);
const seasonOf = (name: string) => seasons.findIndex((season) => season.test(name));

/**
 * Waves oldest first: by the year in their names ("2011-12", "Spring 2024") and the season in it where
 * every name has a year, by the number in them where every name has one ("Wave 2"), else in the order
 * in which they were made.
 */
export function orderWaves<W extends { id: number; name: string }>(waves: readonly W[]): W[] {
  const natural = (a: W, b: W) => a.name.localeCompare(b.name, 'en-GB', { numeric: true });
  if (waves.every(({ name }) => yearOf(name) > 0)) {
    return [...waves].sort(
      (a, b) =>
        yearOf(a.name) - yearOf(b.name) || seasonOf(a.name) - seasonOf(b.name) || natural(a, b),
    );
  }
  if (waves.every(({ name }) => /\d/.test(name))) return [...waves].sort(natural);
  // Ids are given in the order in which waves are made.
  return [...waves].sort((a, b) => a.id - b.id);
}
