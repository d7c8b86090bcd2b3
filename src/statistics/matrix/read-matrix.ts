import { noValue } from '../../comments/comment-filter.js';
import type { CommentColumns } from '../../comments/engine/comment-columns.js';
import { searchEngine } from '../../comments/engine/search-engine.js';
import type { FacetNames } from '../../comments/facet-name-queries.js';
import type { Selection } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import { countMatrix, type MatrixCounts, type Unit } from './count-matrix.js';
import type { Axis } from './matrix-address.js';

/** A row or a column: a key or id as in the address. */
export interface Heading {
  key: string;
  name: string;
}

export interface ReadMatrix {
  rows: Heading[];
  columns: Heading[];
  counts: MatrixCounts;
  /** True where time was short, so that only the newest comments were counted. */
  isUnfinished: boolean;
}

/** Of a column of codes: the places of the headings that each code is counted in. */
export const placesOf = (values: readonly string[][], headings: readonly Heading[]): number[][] =>
  values.map((own) => headings.flatMap(({ key }, place) => (own.includes(key) ? [place] : [])));

/** Values that any of the comments have, in the order of their names. */
export function headingsOf(
  used: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
): Heading[] {
  const known = [...names.keys()].filter((key) => used.has(key));
  const others = [...used].filter((key) => !names.has(key));
  return [...known, ...others].map((key) => ({ key, name: names.get(key) ?? key }));
}

/** A number for each response of each import: positions are below 2 to the 32. */
export const personOf = ({ imports, positions }: CommentColumns, id: number): number =>
  (imports[id] ?? 0) * 2 ** 32 + (positions[id] ?? 0);

/** Counts a selection by theme and something else, each with the people who wrote the comments. */
export async function readMatrix(
  db: Db,
  { filter }: Selection,
  names: FacetNames,
  axis: Axis,
): Promise<ReadMatrix> {
  const engine = searchEngine(db);
  const { marks, mark, unfinished } = await engine.select(filter);
  const { facets } = engine.columns;
  const [themes, others] = [facets.theme, facets[axis]];
  const ids: number[] = [];
  for (let id = 1; id < marks.length; id += 1) if (marks[id] === mark) ids.push(id);
  const usedIn = ({ codes, values }: typeof themes) =>
    new Set([...new Set(ids.map((id) => codes[id] ?? 0))].flatMap((code) => values[code] ?? []));
  const isTheme = ({ key }: Heading) => key !== noValue;
  const rows = headingsOf(usedIn(themes), names.theme).filter(isTheme);
  const columns = axis === 'theme' ? rows : headingsOf(usedIn(others), names[axis]);
  const rowPlaces = placesOf(themes.values, rows);
  const columnPlaces = placesOf(others.values, columns);
  const units = ids.map((id): Unit => ({
    person: personOf(engine.columns, id),
    rows: rowPlaces[themes.codes[id] ?? 0] ?? [],
    columns: columnPlaces[others.codes[id] ?? 0] ?? [],
  }));
  const counts = countMatrix(units, { rows: rows.length, columns: columns.length });
  return { rows, columns, counts, isUnfinished: unfinished !== null };
}
