import { facets, type Choices, type FacetKey } from './comment-filter.js';
import type { FacetNames } from './facet-name-queries.js';
import type { FacetCount } from './engine/select-comments.js';

export interface FacetValue {
  key: string;
  name: string;
  /** Null where it is not told. */
  count: number | null;
  selected: boolean;
  /** Chosen not to be there. */
  excluded: boolean;
}

/** What there may be many of: the most used first. */
const manyValued: readonly FacetKey[] = ['theme', 'provider'];

export interface FacetsShown {
  names: FacetNames;
  counts: readonly FacetCount[];
  /** Of all comments that the viewer may see: what none of them has is no choice. */
  known: readonly FacetCount[];
  chosen: Choices;
  /** Whether its counts would be of few people. */
  hides: (facet: FacetKey) => boolean;
}

/** Each facet's values, those at 0 too, so that a list does not change its shape as filters are chosen. */
export function facetValues({
  names,
  counts,
  known,
  chosen,
  hides,
}: FacetsShown): Record<FacetKey, FacetValue[]> {
  const valuesOf = (facet: FacetKey): FacetValue[] => {
    const own = new Map(
      counts.filter((one) => one.facet === facet).map(({ value, count }) => [value, count]),
    );
    const named = chosen[facet].map((value) => value.replace(/^-/, ''));
    const keys = new Set([...names[facet].keys(), ...own.keys(), ...named]);
    const values = [...keys].map((key) => ({
      key,
      name: names[facet].get(key) ?? key,
      count: own.get(key) ?? 0,
      selected: chosen[facet].includes(key),
      excluded: chosen[facet].includes(`-${key}`),
    }));
    const isShown = (value: (typeof values)[number]) =>
      value.count > 0 || value.selected || value.excluded;
    const isKnown = new Set(known.filter((one) => one.facet === facet).map(({ value }) => value));
    const shown = values.some(isShown)
      ? values.filter((value) => isShown(value) || isKnown.has(value.key))
      : [];
    const sorted = manyValued.includes(facet) ? shown.sort((a, b) => b.count - a.count) : shown;
    return hides(facet) ? sorted.map((value) => ({ ...value, count: null })) : sorted;
  };
  return Object.fromEntries(facets.map(({ key }) => [key, valuesOf(key)])) as Record<
    FacetKey,
    FacetValue[]
  >;
}
