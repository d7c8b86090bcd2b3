import { correctSpelling } from '../spelling.js';
import type { IdentifyingTables } from './identifying-tables.js';
import { indexPhrases, type PhraseIndex } from './phrase-index.js';

type SpacedTable =
  | 'given'
  | 'words'
  | 'surnames'
  | 'capitals'
  | 'titles'
  | 'callings'
  | 'relations'
  | 'roles'
  | 'verbs'
  | 'things'
  | 'noNames'
  | 'placeCues'
  | 'inPlace'
  | 'schoolTypes'
  | 'schoolQualities'
  | 'homeTypes'
  | 'homeQualities'
  | 'nature'
  | 'streetTypes'
  | 'streetAlways'
  | 'streetQualities'
  | 'months'
  | 'councils'
  | 'persons';
type PhraseTable =
  | 'places'
  | 'rivers'
  | 'hospitals'
  | 'notBackgrounds'
  | 'countries'
  | 'conditions'
  | 'notConditions'
  | 'jobs'
  | 'known'
  | 'homesKnown'
  | 'dedications';

export const backgroundKinds = [
  'ethnicity',
  'nationality',
  'religion',
  'language',
  'sexuality',
] as const;
export type BackgroundKind = (typeof backgroundKinds)[number];

/** The tables as they are looked things up in. */
export interface Lookup {
  is: Readonly<Record<SpacedTable, ReadonlySet<string>>>;
  phrases: Readonly<Record<PhraseTable, PhraseIndex>>;
  ambiguousPlaces: ReadonlySet<string>;
  backgrounds: Readonly<Record<BackgroundKind, PhraseIndex>>;
  /** Words that are a background of persons alone. */
  ofPersons: ReadonlySet<string>;
  homeEnd: RegExp;
  /** Peoples, faiths, languages and countries of one word. */
  peoples: ReadonlySet<string>;
  month: string;
  monthAlways: string;
  /** Whether a form is a word like any, in the spelling of children too. */
  isOrdinary(form: string): boolean;
}

const sets: readonly SpacedTable[] = [
  'given',
  'words',
  'surnames',
  'capitals',
  'titles',
  'callings',
  'relations',
  'roles',
  'verbs',
  'things',
  'noNames',
  'placeCues',
  'inPlace',
  'schoolTypes',
  'schoolQualities',
  'homeTypes',
  'homeQualities',
  'nature',
  'streetTypes',
  'streetAlways',
  'streetQualities',
  'months',
  'councils',
  'persons',
];
const lists: readonly PhraseTable[] = [
  'places',
  'rivers',
  'hospitals',
  'notBackgrounds',
  'countries',
  'conditions',
  'notConditions',
  'jobs',
  'known',
  'homesKnown',
  'dedications',
];

/** Endings that an ordinary word may have besides. */
const endings = /(?:s|es|ed|ing|ly|er|ers|'s)$/u;

const contraction = /'(?:m|ve|d|ll|re|t)$/u;

function ordinaryTest(tables: IdentifyingTables): (form: string) => boolean {
  const known = new Set([
    ...tables.ordinary,
    ...tables.capitals,
    ...tables.verbs,
    ...tables.noNames,
    ...tables.months,
    ...tables.relations,
    ...tables.roles,
    ...tables.persons,
    ...tables.inPlace,
    ...tables.placeCues,
  ]);
  const isKnown = (form: string) => known.has(form) || correctSpelling(form) !== form;
  return (form) => {
    if (isKnown(form) || contraction.test(form)) return true;
    if (form.includes('-')) return form.split('-').every(isKnown);
    const stem = form.replace(endings, '');
    return stem !== form && stem.length > 2 && (isKnown(stem) || isKnown(`${stem}e`));
  };
}

export function compileTables(tables: IdentifyingTables): Lookup {
  const { backgrounds } = tables;
  const table = <Key extends string, T>(keys: readonly Key[], make: (key: Key) => T) =>
    Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, T>;
  return {
    is: table(sets, (key) => new Set(tables[key])),
    phrases: table(lists, (key) => indexPhrases(tables[key])),
    ambiguousPlaces: new Set(tables.ambiguous),
    backgrounds: table(backgroundKinds, (key) => indexPhrases(backgrounds[key])),
    ofPersons: new Set(backgrounds.ofPersons),
    peoples: new Set([...Object.values(backgrounds).flat(), ...tables.countries]),
    homeEnd: new RegExp(`^\\p{L}{3,}(?:${tables.homeEnds.join('|')})$`, 'u'),
    month: tables.months.join('|'),
    monthAlways: tables.monthsAlways.join('|'),
    isOrdinary: ordinaryTest(tables),
  };
}
