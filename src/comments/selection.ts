import type { Db } from '../db/schema.js';
import { parseOptionalId, parseText } from '../http/parse.js';
import type { Sight } from '../people/sight.js';
import {
  commentsAddress,
  parseChoices,
  type AddressParts,
  type CommentFilter,
  type Choices,
} from './comment-filter.js';
import { listsFewPeople } from './few-people.js';
import { orders, type Order } from './page-edge.js';
import {
  parseSearch,
  toSearchQuery,
  typedText,
  type SearchPart,
  type TypedField,
} from './parse-query.js';
import { resolveFields } from './resolve-fields.js';

/** What an address asks for: its filter, and how to show it. */
export interface Selection {
  /** The search as it was typed. */
  typed: string;
  parts: SearchPart[];
  fields: TypedField[];
  /** Sentences about what of the address could not be used. */
  advice: string[];
  filter: CommentFilter;
  order: Order;
  /** Of an order drawn at random: the same seed draws the same. */
  seed: number;
  showEvidence: boolean;
}

/** Without words nothing matches best. */
function chosenOrder(asked: Order | undefined, search: CommentFilter['search']): Order {
  const ranked = search !== undefined && search.all.length > 0;
  const usual = ranked ? 'best' : 'newest';
  return asked === undefined || (asked === 'best' && !ranked) ? usual : asked;
}

const unreadable = 'A filter in the address could not be read, so it was left out.';

/** Reads the parameters of an address; anything may stand in them. */
function parseSelection(parameters: Readonly<Record<string, unknown>>, viewer: Sight): Selection {
  const typed = parseText(parameters['q']);
  const { parts, fields, advice } = parseSearch(typed);
  const { chosen, dropped } = parseChoices(parameters);
  const search = toSearchQuery(parts);
  const asked = orders.find((order) => order === parameters['order']);
  return {
    // Filters that were typed are among the chosen ones from here on.
    typed: fields.length > 0 ? typedText(parts) : typed,
    parts,
    fields,
    advice: dropped ? [...advice, unreadable] : advice,
    filter: { search, chosen, viewer },
    order: chosenOrder(asked, search),
    seed: parseOptionalId(parameters['seed']) ?? 1,
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
  const { fields } = selection;
  const { chosen, advice } = await resolveFields(db, viewer, fields, selection.filter.chosen);
  const filter = { ...selection.filter, chosen };
  const withheld = await listsFewPeople(db, filter);
  return {
    ...selection,
    advice: [...selection.advice, ...advice],
    filter: { ...filter, withheld },
  };
}

/** The address of the selection with some of it changed; the order stays where it was chosen. */
export function selectionAddress(
  { typed, filter, order, seed, showEvidence }: Selection,
  change: AddressParts & { chosen?: Choices } = {},
  path?: string,
): string {
  const { chosen = filter.chosen, ...parts } = change;
  const own = {
    q: typed,
    order: order === chosenOrder(undefined, filter.search) ? '' : order,
    seed: order === 'random' ? String(seed) : '',
    evidence: showEvidence ? 'on' : '',
  };
  return commentsAddress(chosen, { ...own, ...parts }, path);
}
