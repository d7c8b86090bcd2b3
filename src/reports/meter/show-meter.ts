import { searchEngine } from '../../comments/engine/search-engine.js';
import { facetNames } from '../../comments/facet-name-queries.js';
import { isGuarded } from '../../comments/few-people.js';
import { savedSearchesFor } from '../../comments/saved/saved-search-queries.js';
import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { parseId, parseText } from '../../http/parse.js';
import { may, type Viewer } from '../../people/permissions.js';
import { showCandidate } from '../candidates/find-candidates.js';
import { findReport } from '../report-queries.js';
import { compareFacet, comparedFacets, type FacetTable } from './compare-facets.js';
import { chosenQuotes, wavesOfReport, type ChosenQuote } from './meter-queries.js';
import { offWords, shareWords } from './meter-words.js';
import { nextQuote } from './next-quote.js';
import { readReference, type Reference } from './read-reference.js';

type Parameters = Readonly<Record<string, unknown>>;

/** The people who are quoted more than once, each with their quotes. */
function quotedTwice(quotes: readonly ChosenQuote[]) {
  const byPerson = new Map<string, ChosenQuote[]>();
  for (const quote of quotes) {
    const person = `${quote.importId}/${quote.position}`;
    byPerson.set(person, [...(byPerson.get(person) ?? []), quote]);
  }
  return [...byPerson.values()].filter((own) => own.length > 1);
}

/** The facets to compare: region only where a search cannot single few people out by it. */
const facetsFor = (viewer: Viewer, { isUsual }: Reference) =>
  comparedFacets.filter((facet) => facet !== 'region' || isUsual || may(viewer, 'true_counts'));

async function measured(db: Db, viewer: Viewer, parameters: Parameters) {
  const report = await findReport(db, viewer, parseId(parameters['report'], 'report'));
  const quotes = await chosenQuotes(db, report.id);
  const waveIds = await wavesOfReport(db, report.id, quotes);
  const reference = await readReference(db, viewer, parameters, waveIds);
  const engine = searchEngine(db);
  const { ids, total, unfinished } = await engine.select(reference.filter);
  const among = new Set(ids);
  const inside = quotes.filter(({ commentId }) => among.has(commentId));
  const chosen = new Set(inside.map(({ commentId }) => commentId));
  const names = await facetNames(db, viewer);
  const leastCell = may(viewer, 'true_counts') ? 0 : rulesOf(db).leastCell;
  const compared = { columns: engine.columns, names, ids, chosen, leastCell };
  const isShown = chosen.size > 0 && !isGuarded(reference.filter);
  const tables = isShown
    ? facetsFor(viewer, reference)
        .map((facet) => compareFacet(compared, facet))
        // Where all comments are alike there is nothing to compare.
        .filter(({ rows }) => rows.length > 1)
    : [];
  const outside = quotes.length - inside.length;
  const counts = { total, unfinished, chosen: chosen.size, outside };
  return { report, quotes, waveIds, reference, tables, ...counts };
}

const shownTable = (
  { title, facet, rows, withheld }: FacetTable,
  chosen: number,
  total: number,
) => ({
  title,
  facet,
  withheld,
  rows: rows.map((row) => ({
    name: row.name,
    verdict: row.verdict,
    chosen: row.chosen,
    all: row.all,
    ...shareWords(row, chosen, total),
  })),
});

/** Who is quoted beside all comments, and what is off in sentences, for the report's own page. */
export async function meterPanel(db: Db, viewer: Viewer, parameters: Parameters) {
  const { quotes, tables, chosen, total } = await measured(db, viewer, parameters);
  return {
    compared: chosen,
    groups: tables
      .filter(({ facet }) => facet === 'group')
      .flatMap((table) => shownTable(table, chosen, total).rows),
    ...offWords(tables),
    twice: quotedTwice(quotes).length,
  };
}

/** A report's quotes beside all comments, and the quote that would mend the largest gap. */
export async function showMeter(db: Db, viewer: Viewer, parameters: Parameters) {
  const meter = await measured(db, viewer, parameters);
  const { report, quotes, reference, tables, chosen, outside, total, unfinished, waveIds } = meter;
  const { filter, isUsual, words, href, advice } = reference;
  const next = await nextQuote(db, viewer, { filter, tables, reportId: report.id });
  const from = `/reports/${report.id}/candidates`;
  return {
    report: { id: report.id, title: report.title },
    quotes: quotes.length,
    chosen,
    outside,
    hasWaves: waveIds.length > 0,
    reference: { isUsual, words, href, total, unfinished, withheld: filter.withheld === true },
    guarded: isGuarded(filter),
    hidesRegion: !isUsual && !may(viewer, 'true_counts'),
    leastCell: rulesOf(db).leastCell,
    advice,
    tables: tables.map((table) => shownTable(table, chosen, total)),
    ...offWords(tables),
    twice: quotedTwice(quotes).map((own) =>
      own.map(({ partId, extract }) => ({
        href: `/reports/${report.id}#part-${partId}`,
        extract,
      })),
    ),
    next: next && showCandidate(next.candidate, { reason: next.reason, from, reportId: report.id }),
    searches: (await savedSearchesFor(db, viewer)).map(({ id, name }) => ({
      value: String(id),
      text: name,
    })),
    form: {
      search: parseText(parameters['search']),
      address: parseText(parameters['address']),
    },
  };
}
