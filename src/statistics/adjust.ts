/**
 * Holm's correction of the p values that one table shows, in their places; those that are null were not
 * tested, and do not count. Source: S. Holm, "A simple sequentially rejective multiple test procedure",
 * Scandinavian Journal of Statistics 6 (1979), 65–70; as R's p.adjust(method = "holm").
 */
export function holm(values: readonly (number | null)[]): (number | null)[] {
  const adjusted: (number | null)[] = values.map(() => null);
  const ascending = values
    .flatMap((p, place) => (p === null ? [] : [{ p, place }]))
    .sort((a, b) => a.p - b.p);
  let most = 0;
  ascending.forEach(({ p, place }, rank) => {
    most = Math.max(most, Math.min(1, p * (ascending.length - rank)));
    adjusted[place] = most;
  });
  return adjusted;
}
