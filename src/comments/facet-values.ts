import { facets, type Choices, type FacetKey } from './comment-filter.js';
import type { FacetNames } from './facet-name-queries.js';
import type { FacetCount } from './facet-queries.js';

export interface FacetValue {
  key: string;
  name: string;
  /** Null where it is not told. */
  count: number | null;
  selected: boolean;
}

/**
 * Each facet's values that any comment has, and the chosen ones even at 0; themes most used first. Not
 * how many where `guarded`: with answers chosen they would be counts of few people.
 */
export function facetValues(
  names: FacetNames,
  counts: readonly FacetCount[],
  chosen: Choices,
  guarded = false,
): Record<FacetKey, FacetValue[]> {
  const valuesOf = (facet: FacetKey): FacetValue[] => {
    const own = new Map(
      counts.filter((one) => one.facet === facet).map(({ value, count }) => [value, count]),
    );
    const keys = new Set([...names[facet].keys(), ...own.keys(), ...chosen[facet]]);
    const values = [...keys].map((key) => ({
      key,
      name: names[facet].get(key) ?? key,
      count: own.get(key) ?? 0,
      selected: chosen[facet].includes(key),
    }));
    const shown = values.filter((value) => value.count > 0 || value.selected);
    const sorted = facet === 'theme' ? shown.sort((a, b) => b.count - a.count) : shown;
    return guarded ? sorted.map((value) => ({ ...value, count: null })) : sorted;
  };
  return Object.fromEntries(facets.map(({ key }) => [key, valuesOf(key)])) as Record<
    FacetKey,
    FacetValue[]
  >;
}
