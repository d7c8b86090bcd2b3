import type { Db } from '../db/schema.js';
import { parseOptionalId, parseText } from '../http/parse.js';
import type { Viewer } from '../people/permissions.js';
import { chosenNames } from './chosen-names.js';
import {
  contextWords,
  lineOrders,
  sortByContext,
  type ContextPlace,
  type LineOrder,
} from './context-words.js';
import { searchEngine } from './engine/search-engine.js';
import { facetNames } from './facet-name-queries.js';
import { matchedSpans } from './mark-text.js';
import { handOn } from './search-address.js';
import { readSelection, selectionAddress, type Selection } from './selection.js';
import { textsOf } from './words-queries.js';

/** Comments that lines are taken from; of more, those that the list has first. */
const mostComments = 5000;
const textsAtOnce = 1000;
export const linesPerPage = 100;
const charactersAround = 70;

/** One place where the words stand, with what is around it. */
export interface Line {
  id: number;
  left: string;
  words: string;
  right: string;
}

export interface SortedLine extends Line {
  around: Record<ContextPlace, string>;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

/** The text around a span, cut at a space where it is cut. */
export function lineOf(
  id: number,
  text: string,
  { start, end }: { start: number; end: number },
): Line {
  const left = oneLine(text.slice(Math.max(0, start - charactersAround), start));
  const right = oneLine(text.slice(end, end + charactersAround));
  return {
    id,
    left: start > charactersAround ? `…${left.slice(left.indexOf(' ') + 1)}` : left,
    words: oneLine(text.slice(start, end)),
    right:
      end + charactersAround < text.length ? `${right.slice(0, right.lastIndexOf(' '))}…` : right,
  };
}

const orderOf = (parameters: Readonly<Record<string, unknown>>): LineOrder => {
  const asked = parseText(parameters['sort']);
  return (Object.keys(lineOrders) as LineOrder[]).find((one) => one === asked) ?? 'found';
};

const searches = ({ filter }: Selection) =>
  filter.search !== undefined && filter.search.all.length > 0;

/** All lines of a selection in an order; comments without one, such as of a person's edit meanwhile, have none. */
async function readLines(db: Db, selection: Selection, sort: LineOrder) {
  if (!searches(selection)) return { lines: [], total: 0, read: 0 };
  const { filter, order, seed } = selection;
  const engine = searchEngine(db);
  const selected = await engine.select(filter);
  const by = { order, seed, edge: undefined, limit: mostComments };
  const ids = (await engine.page(filter, selected, by)).page.map(({ id }) => id);
  const texts = new Map<number, string>();
  for (let from = 0; from < ids.length; from += textsAtOnce) {
    const some = await textsOf(db, ids.slice(from, from + textsAtOnce));
    for (const { id, text } of some) texts.set(id, text);
  }
  const lines = ids.flatMap((id) => {
    const text = texts.get(id) ?? '';
    const spans = matchedSpans(text, filter.search).sort((one, other) => one.start - other.start);
    return spans.map((span): SortedLine => ({
      ...lineOf(id, text, span),
      around: contextWords(text, span),
    }));
  });
  return { lines: sortByContext(lines, sort), total: selected.total, read: ids.length };
}

/** Every place where the words of a search stand, one to a line (a concordance), a page of them. */
export async function showLines(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const selection = await readSelection(db, viewer, parameters);
  const sort = orderOf(parameters);
  const { lines, total, read } = await readLines(db, selection, sort);
  const pages = Math.max(1, Math.ceil(lines.length / linesPerPage));
  const page = Math.min(pages, parseOptionalId(parameters['page']) ?? 1);
  const shown = lines.slice((page - 1) * linesPerPage, page * linesPerPage);
  const search = selectionAddress(selection);
  const at = (more: Record<string, string>, path = '/comments/lines') => {
    const here = selectionAddress(selection, {}, path);
    const pairs = new URLSearchParams(sort === 'found' ? more : { sort, ...more });
    return pairs.size === 0 ? here : `${here}${here.includes('?') ? '&' : '?'}${pairs.toString()}`;
  };
  return {
    query: selection.typed,
    kept: [...new URLSearchParams(search.split('?')[1])].filter(([name]) => name !== 'q'),
    searches: searches(selection),
    selection: chosenNames(selection, await facetNames(db, viewer)),
    search,
    total,
    commentsRead: read,
    linesInAll: lines.length,
    first: (page - 1) * linesPerPage + 1,
    page,
    pages,
    next: page < pages ? at({ page: String(page + 1) }) : null,
    previous: page > 1 ? at({ page: String(page - 1) }) : null,
    sort,
    sorts: Object.entries(lineOrders).map(([key, { name }]) => ({
      key,
      name,
      href: at({ sort: key }),
    })),
    download: at({}, '/comments/lines.csv'),
    lines: shown.map((line) => ({ ...line, href: handOn(`/comments/${line.id}`, search) })),
    ids: [...new Set(shown.map(({ id }) => id))],
  };
}

/** Every line of a selection, for a file. */
export async function linesOf(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
): Promise<SortedLine[]> {
  const selection = await readSelection(db, viewer, parameters);
  return (await readLines(db, selection, orderOf(parameters))).lines;
}
