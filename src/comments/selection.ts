import type { Db } from '../db/schema.js';
import { parseText } from '../http/parse.js';
import type { Sight } from '../people/sight.js';
import {
  commentsAddress,
  parseChoices,
  type AddressParts,
  type CommentFilter,
  type Choices,
} from './comment-filter.js';
import { listsFewPeople } from './few-people-queries.js';
import { orders, type Order } from './page-edge.js';
import { parseSearch, toSearchQuery, type SearchPart } from './parse-query.js';

/** What an address asks for: its filter, and how to show it. */
export interface Selection {
  /** The search as it was typed. */
  typed: string;
  parts: SearchPart[];
  /** Sentences about what of the address could not be used. */
  advice: string[];
  filter: CommentFilter;
  order: Order;
  showEvidence: boolean;
}

const unreadable = 'A filter in the address could not be read, so it was left out.';

/** Reads the parameters of an address; anything may stand in them. */
function parseSelection(parameters: Readonly<Record<string, unknown>>, viewer: Sight): Selection {
  const typed = parseText(parameters['q']);
  const { parts, advice } = parseSearch(typed);
  const { chosen, dropped } = parseChoices(parameters);
  const search = toSearchQuery(parts);
  const ranked = search !== undefined && search.all.length > 0;
  const asked = orders.find((order) => order === parameters['order']);
  return {
    typed,
    parts,
    advice: dropped ? [...advice, unreadable] : advice,
    filter: { search, chosen, viewer },
    order: ranked ? (asked ?? 'best') : 'newest',
    showEvidence: parameters['evidence'] === 'on',
  };
}

/** What an address selects for this viewer: nothing where it would tell few people apart by their answers. */
export async function readSelection(
  db: Db,
  viewer: Sight,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Selection> {
  const selection = parseSelection(parameters, viewer);
  const withheld = await listsFewPeople(db, selection.filter);
  return { ...selection, filter: { ...selection.filter, withheld } };
}

/** The address of the selection with some of it changed; the order stays where it was chosen. */
export function selectionAddress(
  { typed, filter, order, showEvidence }: Selection,
  change: AddressParts & { chosen?: Choices } = {},
  path?: string,
): string {
  const { chosen = filter.chosen, ...parts } = change;
  const own = {
    q: typed,
    order: filter.search && order === 'newest' ? order : '',
    evidence: showEvidence ? 'on' : '',
  };
  return commentsAddress(chosen, { ...own, ...parts }, path);
}
