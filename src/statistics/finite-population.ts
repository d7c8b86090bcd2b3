/**
 * How many answers of a boundless population would tell as much as `size` of these. A share of `size`
 * people drawn without replacement from `population` varies as p(1 − p)/size × (population − size) /
 * (population − 1) (W. G. Cochran, "Sampling techniques", 3rd edition, Wiley 1977, section 3.2); setting
 * that equal to p(1 − p)/n gives n. Infinity where everybody answered.
 * @throws RangeError for a population smaller than the sample.
 */
export function effectiveSize(size: number, population: number): number {
  if (population < size) throw new RangeError('A population is no smaller than its sample');
  if (population === size) return Infinity;
  return (size * (population - 1)) / (population - size);
}
