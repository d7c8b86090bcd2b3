import { z } from 'zod';
import type { SearchQuery } from '../db/full-text.js';
import { parseTexts } from '../http/parse.js';
import type { Sight } from '../people/sight.js';
import { parseAnswerChoice } from '../surveys/answer-choice.js';

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
  { key: 'region', name: 'Region' },
  { key: 'provider', name: 'Provider' },
  { key: 'length', name: 'Length' },
  { key: 'criticality', name: 'Criticality' },
  { key: 'source', name: 'Themes found by' },
  { key: 'reviewed', name: 'Read by a person' },
  { key: 'flag', name: 'Flag' },
] as const;
export type FacetKey = (typeof facets)[number]['key'];

/**
 * Everything that narrows a selection: the facets, themes that each comment must have besides, and answers
 * that the same people gave; tables of figures link to these.
 */
export const choices = [
  ...facets,
  { key: 'also', name: 'Theme as well' },
  { key: 'answered', name: 'Answers' },
] as const;
export type ChoiceKey = (typeof choices)[number]['key'];

/** The value for comments without any theme or flag, or of a respondent whose group or region is not known. */
export const noValue = 'none';

/** Attributes that are facets: those of every survey are one, by the words of the answer. */
export const attributeFacets = ['region', 'provider'] as const;
export type AttributeFacet = (typeof attributeFacets)[number];

/** An attribute's answer as an address has it: without regard to capitals, as SQL's own lower() has it everywhere. */
export const attributeValue = (label: string) =>
  label.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Lengths of a comment in words, each from `from` on to where the next begins. */
export const lengthBands = [
  { key: '1-4', from: 0, name: '1 to 4 words' },
  { key: '5-19', from: 5, name: '5 to 19 words' },
  { key: '20-49', from: 20, name: '20 to 49 words' },
  { key: '50', from: 50, name: '50 words or more' },
] as const;

/**
 * Values of one facet are alternatives; facets narrow each other. Ids are kept as digits. A value behind
 * a minus sign ("-food") is not wanted. A comment must have all themes of `also`. Each value of `answered` is an answer choice, "7:0,2": whoever
 * wrote a comment must meet all of them.
 */
export type Choices = Record<ChoiceKey, readonly string[]>;

/** The values of a facet that are wanted, any one of them, and those that are not. */
export function wantedOf(values: readonly string[]): { wanted: string[]; unwanted: string[] } {
  const isUnwanted = (value: string) => value.startsWith('-');
  return {
    wanted: values.filter((value) => !isUnwanted(value)),
    unwanted: values.filter(isUnwanted).map((value) => value.slice(1)),
  };
}

export interface CommentFilter {
  search: SearchQuery | undefined;
  chosen: Choices;
  /** Who looks: what is hidden from them is never selected. */
  viewer: Sight;
  /** True where nothing is selected because it would tell few people apart; see `listsFewPeople`. */
  withheld?: boolean;
}

export const noChoices: Choices = {
  theme: [],
  sentiment: [],
  group: [],
  survey: [],
  wave: [],
  question: [],
  region: [],
  provider: [],
  length: [],
  criticality: [],
  source: [],
  reviewed: [],
  flag: [],
  also: [],
  answered: [],
};

/** Everything that somebody may see. */
export const everything = (viewer: Sight): CommentFilter => ({
  search: undefined,
  chosen: noChoices,
  viewer,
});

const word = z.string().regex(/^[a-z0-9_-]{1,80}$/);
const id = z.string().regex(/^-?[1-9]\d{0,14}$/);
const themeKey = z.string().regex(/^[a-z0-9_][a-z0-9_-]{0,79}$/);
const label = z
  .string()
  .regex(/^[^\p{C}]{1,200}$/u)
  .refine((text) => text === attributeValue(text).trim());
const valueSchemas: Record<ChoiceKey, z.ZodType<string>> = {
  theme: word,
  sentiment: word,
  group: word,
  survey: id,
  wave: id,
  question: id,
  region: label,
  provider: label,
  length: word,
  criticality: word,
  source: word,
  reviewed: word,
  flag: word,
  also: themeKey,
  answered: z.string().refine((text) => parseAnswerChoice(text) !== undefined),
};
/** More than a page offers; a hostile address is cut here. */
const mostValues = 100;
/** Answer choices that an address may hold: one too many is left out, and said so. */
export const mostAnswered = 10;

/** What an address chooses; `dropped` where some of it could be no value, or was too much. */
export function parseChoices(parameters: Readonly<Record<string, unknown>>): {
  chosen: Choices;
  dropped: boolean;
} {
  const chosen = { ...noChoices };
  let dropped = false;
  for (const { key } of choices) {
    const texts = parseTexts(parameters[key]).filter((text) => text !== '');
    const valid = texts.filter((text) => valueSchemas[key].safeParse(text).success);
    chosen[key] = [...new Set(valid)].slice(0, mostValues);
    dropped ||= valid.length < texts.length;
  }
  dropped ||= chosen.answered.length > mostAnswered;
  return { chosen: { ...chosen, answered: chosen.answered.slice(0, mostAnswered) }, dropped };
}

/** The kinds of choice with a value chosen. */
export const activeChoices = (chosen: Choices): ChoiceKey[] =>
  choices.map(({ key }) => key).filter((key) => chosen[key].length > 0);

/** What an address says besides the facets; blank ones are left out of it. */
export interface AddressParts {
  q?: string;
  order?: string;
  seed?: string;
  evidence?: string;
  after?: string;
  before?: string;
}

/** The address of a selection: `path` with its search, facets and place in the list. */
export function commentsAddress(
  chosen: Choices,
  parts: AddressParts = {},
  path = '/comments',
): string {
  const { q = '', ...others } = parts;
  const pairs = new URLSearchParams();
  if (q !== '') pairs.set('q', q);
  for (const { key } of choices) for (const value of chosen[key]) pairs.append(key, value);
  for (const [name, value] of Object.entries(others)) if (value) pairs.set(name, value);
  return pairs.size === 0 ? path : `${path}?${pairs.toString()}`;
}
