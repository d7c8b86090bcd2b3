import { z } from 'zod';
import type { SearchQuery } from '../db/full-text.js';
import { parseTexts } from '../http/parse.js';
import type { Sight } from '../people/sight.js';

/**
 * A selection of comments as its address says it. Search, facets, downloads and statistics all
 * select by this one filter, so that a figure links to exactly the comments behind it.
 */

/** In the order that the page shows them; each key is its parameter in the address. */
export const facets = [
  { key: 'theme', name: 'Theme' },
  { key: 'sentiment', name: 'Sentiment' },
  { key: 'group', name: 'Respondent group' },
  { key: 'survey', name: 'Survey' },
  { key: 'wave', name: 'Wave' },
  { key: 'question', name: 'Question' },
  { key: 'flag', name: 'Flag' },
] as const;
export type FacetKey = (typeof facets)[number]['key'];

/** The value for comments without any theme or flag, or of a respondent whose group is not known. */
export const noValue = 'none';

/** Values of one facet are alternatives; facets narrow each other. Ids are kept as digits. */
export type FacetChoices = Record<FacetKey, readonly string[]>;

export interface CommentFilter {
  search: SearchQuery | undefined;
  chosen: FacetChoices;
  /** Who looks: what is hidden from them is never selected. */
  viewer: Sight;
}

export const noChoices: FacetChoices = {
  theme: [],
  sentiment: [],
  group: [],
  survey: [],
  wave: [],
  question: [],
  flag: [],
};

/** Everything that somebody may see. */
export const everything = (viewer: Sight): CommentFilter => ({
  search: undefined,
  chosen: noChoices,
  viewer,
});

const word = z.string().regex(/^[a-z0-9_-]{1,80}$/);
const id = z.string().regex(/^[1-9]\d{0,14}$/);
const valueSchemas: Record<FacetKey, z.ZodType<string>> = {
  theme: word,
  sentiment: word,
  group: word,
  survey: id,
  wave: id,
  question: id,
  flag: word,
};
/** More than a page offers; a hostile address is cut here. */
const mostValues = 100;

/** The facet values of an address; `dropped` where some could be no value of their facet. */
export function parseChoices(parameters: Readonly<Record<string, unknown>>): {
  chosen: FacetChoices;
  dropped: boolean;
} {
  const chosen = { ...noChoices };
  let dropped = false;
  for (const { key } of facets) {
    const texts = parseTexts(parameters[key]).filter((text) => text !== '');
    const valid = texts.filter((text) => valueSchemas[key].safeParse(text).success);
    chosen[key] = [...new Set(valid)].slice(0, mostValues);
    dropped ||= valid.length < texts.length;
  }
  return { chosen, dropped };
}

/** The facets with a value chosen. */
export const activeFacets = (chosen: FacetChoices): FacetKey[] =>
  facets.map(({ key }) => key).filter((key) => chosen[key].length > 0);

/** What an address says besides the facets; blank ones are left out of it. */
export interface AddressParts {
  q?: string;
  order?: string;
  evidence?: string;
  after?: string;
  before?: string;
}

/** The address of a selection: `path` with its search, facets and place in the list. */
export function commentsAddress(
  chosen: FacetChoices,
  parts: AddressParts = {},
  path = '/comments',
): string {
  const { q = '', ...others } = parts;
  const pairs = new URLSearchParams();
  if (q !== '') pairs.set('q', q);
  for (const { key } of facets) for (const value of chosen[key]) pairs.append(key, value);
  for (const [name, value] of Object.entries(others)) if (value) pairs.set(name, value);
  return pairs.size === 0 ? path : `${path}?${pairs.toString()}`;
}
