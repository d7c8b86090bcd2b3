import type { Db } from '../db/schema.js';
import type { Viewer } from '../people/permissions.js';
import { parseText } from '../http/parse.js';
import { chosenNames } from './chosen-names.js';
import { listComments } from './comment-queries.js';
import { facetNames } from './facet-name-queries.js';
import { countComments } from './filter-queries.js';
import { matchedSpans } from './mark-text.js';
import { handOn } from './search-address.js';
import { readSelection, selectionAddress } from './selection.js';

/** Comments that lines are taken from; of more, those that match best. */
const mostComments = 500;
const mostLines = 1000;
const charactersAround = 70;

export const lineOrders = ['found', 'left', 'right'] as const;
export type LineOrder = (typeof lineOrders)[number];

/** One place where the words stand, with what is around it. */
export interface Line {
  id: number;
  left: string;
  words: string;
  right: string;
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

/** By the words before the match, nearest first, or after it. */
function sortLines(lines: readonly Line[], by: LineOrder): Line[] {
  if (by === 'found') return [...lines];
  const wordsOf = ({ left, right }: Line) => {
    const words = (by === 'left' ? left : right).toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [];
    return (by === 'left' ? words.reverse() : words).join(' ');
  };
  return lines
    .map((line) => ({ line, key: wordsOf(line) }))
    .sort((one, other) => one.key.localeCompare(other.key, 'en-GB'))
    .map(({ line }) => line);
}

/** Every place where the words of a search stand, one to a line (a concordance). */
export async function showLines(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const selection = await readSelection(db, viewer, parameters);
  const { filter, order, typed } = selection;
  const asked = parseText(parameters['sort']);
  const sort = lineOrders.find((one) => one === asked) ?? 'found';
  const searches = filter.search !== undefined && filter.search.all.length > 0;
  const comments = searches ? await listComments(db, filter, order, { limit: mostComments }) : [];
  const lines = comments.flatMap(({ id, text }) =>
    matchedSpans(text, filter.search).map((span) => lineOf(id, text, span)),
  );
  const search = selectionAddress(selection);
  const here = selectionAddress(selection, {}, '/comments/lines');
  return {
    query: typed,
    searches,
    selection: chosenNames(selection, await facetNames(db, viewer)),
    search,
    total: searches ? await countComments(db, filter) : 0,
    commentsRead: comments.length,
    sort,
    sorts: lineOrders.map((one) => ({
      key: one,
      href: `${here}${here.includes('?') ? '&' : '?'}sort=${one}`,
    })),
    lines: sortLines(lines, sort)
      .slice(0, mostLines)
      .map((line) => ({ ...line, href: handOn(`/comments/${line.id}`, search) })),
    ids: comments.map(({ id }) => id),
  };
}
