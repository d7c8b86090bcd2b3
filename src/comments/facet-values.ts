import { facets, type Choices, type FacetKey } from './comment-filter.js';
import type { FacetNames } from './facet-name-queries.js';
import type { FacetCount } from './facet-queries.js';

export interface FacetValue {
  key: string;
  name: string;
  count: number;
  selected: boolean;
}

/** Each facet's values that any comment has, and the chosen ones even at 0; themes most used first. */
export function facetValues(
  names: FacetNames,
  counts: readonly FacetCount[],
  chosen: Choices,
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
    return facet === 'theme' ? shown.sort((a, b) => b.count - a.count) : shown;
  };
  return Object.fromEntries(facets.map(({ key }) => [key, valuesOf(key)])) as Record<
    FacetKey,
    FacetValue[]
  >;
}
