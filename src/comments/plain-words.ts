import { respondentGroups } from '../surveys/respondent-groups.js';
import { holdsTogether } from '../text/terms.js';
import { facets, type Choices, type FacetKey } from './comment-filter.js';
import type { FacetNames } from './facet-name-queries.js';
import type { SearchPart } from './parse-query.js';
import { foldName } from './resolve-fields.js';

/** Another way to read what was typed. */
export interface PlainReading {
  name: string;
  parts: SearchPart[];
  chosen: Choices;
  /** What of the search is a filter by this. */
  taken: SearchPart[];
}

/** A value of a filter by one of the wordings that people have for it, folded. */
interface Wording {
  facet: FacetKey;
  value: string;
  words: string;
}

/** A filter that was named in plain words. */
interface Named {
  facet: FacetKey;
  values: string[];
  parts: SearchPart[];
}

/** Facets whose values people name by their whole names. */
const byName = ['theme', 'sentiment', 'survey', 'region', 'provider'] as const;
/** "Independent reviewing officers from the north west". */
const longestName = 4;

function wordings(names: FacetNames): Wording[] {
  const groups = respondentGroups.flatMap(({ key, name, plural, synonyms }) =>
    [name, plural, ...synonyms].map((words) => ({ facet: 'group' as const, value: key, words })),
  );
  // "Fostering survey, 2012-13" is meant by its wave alone.
  const waves = [...names.wave].map(([value, name]) => ({
    facet: 'wave' as const,
    value,
    words: name.slice(name.lastIndexOf(',') + 1),
  }));
  const others = byName.flatMap((facet) =>
    [...names[facet]].map(([value, words]) => ({ facet, value, words })),
  );
  return [...groups, ...waves, ...others].map((one) => ({ ...one, words: foldName(one.words) }));
}

const isPlain = ({ excluded, terms, typed }: SearchPart) =>
  !excluded && !typed.includes(' OR ') && terms.every(({ match }) => match === 'stem');
const wordsOf = (parts: readonly SearchPart[]) =>
  parts.map(({ typed }) => foldName(typed)).join(' ');

/** Takes the names of filters out of the words, each facet where it is first named: "foster carers not told about the child". */
function takeNames(parts: readonly SearchPart[], known: readonly Wording[]) {
  const named: Named[] = [];
  const others: SearchPart[] = [];
  for (let at = 0; at < parts.length;) {
    const found = nameAt(parts.slice(at), known, named);
    if (found) named.push(found);
    else others.push(...parts.slice(at, at + 1));
    at += found?.parts.length ?? 1;
  }
  return { named, others };
}

function nameAt(
  parts: readonly SearchPart[],
  known: readonly Wording[],
  named: readonly Named[],
): Named | undefined {
  for (let count = Math.min(longestName, parts.length); count > 0; count -= 1) {
    const own = parts.slice(0, count);
    const typed = wordsOf(own);
    const meant = known.filter(
      ({ facet, words }) => words === typed && !named.some((one) => one.facet === facet),
    );
    const [first] = meant;
    if (!first || !own.every(isPlain)) continue;
    const values = meant.filter(({ facet }) => facet === first.facet).map(({ value }) => value);
    return { facet: first.facet, values: [...new Set(values)], parts: own };
  }
  return undefined;
}

/** One part that any of these words meets. */
const anyOf = (parts: readonly SearchPart[]): SearchPart => ({
  typed: parts.map(({ typed }) => typed).join(' OR '),
  excluded: false,
  terms: parts.flatMap(({ terms }) => terms),
});

function reading(
  named: readonly Named[],
  parts: SearchPart[],
  chosen: Choices,
  words: string,
): PlainReading {
  const nameOf = (key: FacetKey) => facets.find((one) => one.key === key)?.name ?? key;
  const filters = named.map(
    ({ facet, parts: own }) => `${nameOf(facet)}: ${own.map(({ typed }) => typed).join(' ')}`,
  );
  return {
    name: [...filters, ...(parts.length > 0 ? [words] : [])].join(', '),
    parts,
    taken: named.flatMap((one) => one.parts),
    chosen: {
      ...chosen,
      ...Object.fromEntries(named.map(({ facet, values }) => [facet, values])),
    },
  };
}

const list = (parts: readonly SearchPart[]) => parts.map(({ typed }) => typed).join(' ');

/**
 * What a search typed as a sentence may have meant, "adopters on delay, negative, 2012-13": names of
 * filters among its words, without the words that only hold it together. The strictest first; the last
 * takes any of the words.
 */
export function plainReadings(
  parts: readonly SearchPart[],
  chosen: Choices,
  names: FacetNames,
): PlainReading[] {
  const open = wordings(names).filter(({ facet }) => chosen[facet].length === 0);
  const tell = (some: readonly SearchPart[]) =>
    some.filter((part) => !isPlain(part) || !holdsTogether(foldName(part.typed)));
  const read = (known: readonly Wording[]) => {
    const { named, others } = takeNames(parts, known);
    return { named, rest: tell(others) };
  };
  const loose = read(open.filter(({ facet }) => facet !== 'theme'));
  const withAll = [read(open), loose].map(({ named, rest }) =>
    reading(named, rest, chosen, `“${list(rest)}”`),
  );
  const plain = loose.rest.filter(isPlain);
  if (plain.length < 2) return withAll;
  const either = [anyOf(plain), ...loose.rest.filter((part) => !isPlain(part))];
  return [...withAll, reading(loose.named, either, chosen, `any of “${list(plain)}”`)];
}
