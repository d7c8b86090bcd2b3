/** A value with how many people wrote the comments that have it. */
export interface Peopled {
  people: number;
}

/**
 * Parts values into those that may be shown and those too few to be shown apart. One alone would follow from
 * the total, and several together can be too few as well: the next smallest goes with them.
 */
export function poolSmall<T extends Peopled>(
  values: readonly T[],
  leastCell: number,
): { shown: T[]; pooled: T[] } {
  const bySize = [...values].sort((one, other) => one.people - other.people);
  const small = bySize.filter(({ people }) => people < leastCell).length;
  let count = small;
  const people = () => bySize.slice(0, count).reduce((sum, one) => sum + one.people, 0);
  while (small > 0 && count < bySize.length && people() < leastCell) count += 1;
  const pooled = new Set(bySize.slice(0, count));
  return { shown: values.filter((one) => !pooled.has(one)), pooled: [...pooled] };
}
