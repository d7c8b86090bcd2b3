import { facets, noValue, type FacetKey } from '../../comments/comment-filter.js';
import type { CommentColumns } from '../../comments/engine/comment-columns.js';
import type { FacetNames } from '../../comments/facet-name-queries.js';
import { undetected } from '../../comments/filter-queries.js';
import { compareShare, type ComparedShare, type Share } from './compare-shares.js';
import { poolSmall } from './pool-small.js';

export const comparedFacets = ['group', 'theme', 'sentiment', 'survey', 'region'] as const;
export type ComparedFacet = (typeof comparedFacets)[number];

export interface FacetTable {
  facet: ComparedFacet;
  title: string;
  rows: ComparedShare[];
  /** Names of themes with too few people to be shown. */
  withheld: string[];
}

/** Values that name nothing. */
const unnamed: readonly string[] = [noValue, undetected];
/** The row of values that are too few to be shown apart; no value is called so. */
export const pooledKey = '';

type Counted = Share & { people: number };

/** Counts each value among all comments and among those chosen; people only as far as it takes to be enough. */
function countValues(
  columns: CommentColumns,
  facet: FacetKey,
  { ids, chosen, enough }: { ids: Uint32Array; chosen: ReadonlySet<number>; enough: number },
  nameOf: (value: string) => string,
): Counted[] {
  const { codes, values } = columns.facets[facet];
  const counted = new Map<string, Counted & { seen: Set<string> }>();
  for (const id of ids) {
    for (const value of values[codes[id] ?? 0] ?? []) {
      let own = counted.get(value);
      if (!own) {
        const fresh = { key: value, name: nameOf(value), chosen: 0, all: 0, people: 0 };
        counted.set(value, (own = { ...fresh, seen: new Set() }));
      }
      own.all += 1;
      if (chosen.has(id)) own.chosen += 1;
      if (own.seen.size < enough) own.seen.add(`${columns.imports[id]}/${columns.positions[id]}`);
    }
  }
  return [...counted.values()].map(({ seen, ...one }) => ({ ...one, people: seen.size }));
}

const pooledShare = (pooled: readonly Counted[]): Share => ({
  key: pooledKey,
  name: 'Others, too few people to show apart',
  chosen: pooled.reduce((total, { chosen }) => total + chosen, 0),
  all: pooled.reduce((total, { all }) => total + all, 0),
});

export interface Compared {
  columns: CommentColumns;
  names: FacetNames;
  /** All comments, and those of them that are quoted. */
  ids: Uint32Array;
  chosen: ReadonlySet<number>;
  /** Of fewer people nothing is shown; 0 for those who may see such counts. */
  leastCell: number;
}

/** A facet's shares among the quotes and among all comments, the largest of all first. */
export function compareFacet(
  { columns, names, ids, chosen, leastCell }: Compared,
  facet: ComparedFacet,
): FacetTable {
  const nameOf = (value: string) => names[facet].get(value) ?? value;
  const counted = countValues(
    columns,
    facet,
    { ids, chosen, enough: Math.max(leastCell, 1) },
    nameOf,
  );
  // A comment has several themes, so that none follows from the others.
  const isMany = facet === 'theme';
  const few = isMany ? counted.filter(({ people }) => people < leastCell) : [];
  const { shown, pooled } = isMany
    ? { shown: counted.filter((one) => !few.includes(one)), pooled: [] }
    : poolSmall(counted, leastCell);
  // Counted among all, and told of nowhere: nobody looks for a quote of no theme.
  const named = shown.filter(({ key }) => !unnamed.includes(key));
  const shares = named.sort(
    (one, other) => other.all - one.all || one.name.localeCompare(other.name),
  );
  return {
    facet,
    title: facets.find(({ key }) => key === facet)?.name ?? facet,
    rows: [...shares, ...(pooled.length > 0 ? [pooledShare(pooled)] : [])].map(
      ({ key, name, chosen: own, all }) =>
        compareShare({ key, name, chosen: own, all }, chosen.size, ids.length),
    ),
    withheld: few.map(({ name }) => name),
  };
}
