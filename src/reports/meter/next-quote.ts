import type { CommentFilter } from '../../comments/comment-filter.js';
import { searchEngine } from '../../comments/engine/search-engine.js';
import type { Db } from '../../db/schema.js';
import { formatCount, formatList } from '../../http/formats.js';
import type { Sight } from '../../people/sight.js';
import { drawTexts, rankCandidates, type Candidate } from '../candidates/rank-candidates.js';
import { withoutFlagged } from '../candidates/read-asked.js';
import { pooledKey, type ComparedFacet, type FacetTable } from './compare-facets.js';
import type { ComparedShare } from './compare-shares.js';

type Cell = ComparedShare & { facet: ComparedFacet };

/** Cells that are looked into until one has a comment to quote. */
const mostCells = 4;
const mostDrawn = 400;
const mostWeighed = 20;

/** Of a value that lacks less of a quote, one more would be too many. */
const leastShort = 0.5;

const cellsOf = (tables: readonly FacetTable[], is: (row: ComparedShare) => boolean): Cell[] =>
  tables.flatMap(({ facet, rows }) => rows.filter(is).map((row) => ({ ...row, facet })));

const shortfall = ({ expected, chosen }: ComparedShare) => expected - chosen;

/** Comments of the selection that are in a cell too. */
function within(filter: CommentFilter, { facet, key }: Cell): CommentFilter {
  const { chosen } = filter;
  const narrowed = facet === 'theme' ? { also: [...chosen.also, key] } : { [facet]: [key] };
  return withoutFlagged({ ...filter, chosen: { ...chosen, ...narrowed } });
}

/** The best candidates of a cell by people whom the report does not quote yet. */
async function candidatesIn(db: Db, viewer: Sight, filter: CommentFilter, reportId: number) {
  const { ids } = await searchEngine(db).select(filter);
  const texts = await drawTexts(db, ids, mostDrawn);
  const ranked = await rankCandidates(db, viewer, texts, {
    most: mostWeighed,
    themes: [...filter.chosen.theme, ...filter.chosen.also],
  });
  return ranked.filter(({ uses }) => uses.every((use) => use.reportId !== reportId));
}

export interface NextQuote {
  candidate: Candidate;
  reason: string;
}

/**
 * The quote that mends most: of the best candidates in the cell that is most short of its share, the one that
 * is in most other cells that are short and in fewest that have too many. Null where nothing lacks half a quote, or
 * nobody who is not quoted yet wrote what could be.
 */
export async function nextQuote(
  db: Db,
  viewer: Sight,
  {
    filter,
    tables,
    reportId,
  }: { filter: CommentFilter; tables: readonly FacetTable[]; reportId: number },
): Promise<NextQuote | null> {
  const { facets } = searchEngine(db).columns;
  const isIn = (id: number) => {
    return ({ facet, key }: Cell) => {
      const { codes, values } = facets[facet];
      return (values[codes[id] ?? 0] ?? []).includes(key);
    };
  };
  const isShort = (row: ComparedShare) => row.key !== pooledKey && shortfall(row) >= leastShort;
  const short = cellsOf(tables, isShort).sort((one, other) => shortfall(other) - shortfall(one));
  const over = cellsOf(tables, ({ verdict }) => verdict === 'over');
  const gain = (id: number) => short.filter(isIn(id)).length - over.filter(isIn(id)).length;
  for (const cell of short.slice(0, mostCells)) {
    const candidates = await candidatesIn(db, viewer, within(filter, cell), reportId);
    const [first] = candidates;
    if (!first) continue;
    const candidate = candidates.reduce(
      (best, one) => (gain(one.comment.id) > gain(best.comment.id) ? one : best),
      first,
    );
    const also = short.filter((one) => one !== cell && isIn(candidate.comment.id)(one));
    return { candidate, reason: reasonFor(cell, also) };
  }
  return null;
}

/** "“Child” has 0 quotes where 2.6 would be in proportion; this mends “Negative” as well" */
function reasonFor({ name, chosen, expected }: Cell, also: readonly Cell[]): string {
  const mends =
    also.length > 0 ? `; this mends ${formatList(also.map((one) => `“${one.name}”`))} as well` : '';
  return `“${name}” has ${formatCount(chosen, 'quote')} where ${expected.toFixed(1)} would be in proportion${mends}`;
}
