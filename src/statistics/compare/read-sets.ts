import { everything, noValue, type FacetKey } from '../../comments/comment-filter.js';
import { searchEngine } from '../../comments/engine/search-engine.js';
import type { FacetNames } from '../../comments/facet-name-queries.js';
import { idsOf } from '../../comments/select-ids.js';
import type { Selection } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import type { Sight } from '../../people/sight.js';
import { countMatrix } from '../matrix/count-matrix.js';
import { headingsOf, personOf, placesOf } from '../matrix/read-matrix.js';
import { compareShares, type ComparedShare } from './compare-shares.js';

/** Two sets of comments, by their ids. What is in both counts as the first, so that they can be compared. */
export interface ComparedSets {
  first: number[];
  second: number[];
  /** Of the second before that. */
  secondWhole: number;
  overlap: number;
  /** Comments that the viewer may see. */
  visible: number;
  /** Who wrote those that are compared. */
  people: { first: number; second: number };
}

/** The sets of two selections; the second is everything else where it is null. */
export async function readSets(
  db: Db,
  viewer: Sight,
  one: Selection,
  other: Selection | null,
): Promise<ComparedSets> {
  const first = await idsOf(db, one.filter);
  const all = await idsOf(db, everything(viewer));
  const isFirst = new Set(first);
  const whole = other ? await idsOf(db, other.filter) : all.filter((id) => !isFirst.has(id));
  const second = whole.filter((id) => !isFirst.has(id));
  const { columns } = searchEngine(db);
  const peopleOf = (ids: readonly number[]) => new Set(ids.map((id) => personOf(columns, id))).size;
  return {
    people: { first: peopleOf(first), second: peopleOf(second) },
    first,
    second,
    secondWhole: whole.length,
    overlap: whole.length - second.length,
    visible: all.length,
  };
}

export interface ComparedValue extends ComparedShare {
  key: string;
  name: string;
}

/** The values of a facet that any of the comments have, compared. */
export function compareFacet(
  db: Db,
  { first, second }: ComparedSets,
  facet: FacetKey,
  names: FacetNames,
): ComparedValue[] {
  const { columns } = searchEngine(db);
  const { codes, values } = columns.facets[facet];
  const used = new Set([...first, ...second].map((id) => codes[id] ?? 0));
  const keys = new Set([...used].flatMap((code) => values[code] ?? []));
  const headings = headingsOf(keys, names[facet]).filter(
    ({ key }) => facet !== 'theme' || key !== noValue,
  );
  const places = placesOf(values, headings);
  const unitOf = (rows: readonly number[]) => (id: number) => ({
    person: personOf(columns, id),
    rows,
    columns: places[codes[id] ?? 0] ?? [],
  });
  const units = [...first.map(unitOf([0])), ...second.map(unitOf([1]))];
  const shares = compareShares(countMatrix(units, { rows: 2, columns: headings.length }));
  return shares.flatMap((share, at) => {
    const heading = headings[at];
    return heading ? [{ ...heading, ...share }] : [];
  });
}
