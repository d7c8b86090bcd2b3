import { near, spanOf, type DetailReading } from './detail-reading.js';
import type { Detail, FindingKind } from './finding.js';
import { isStrange } from './name-signs.js';
import { phraseAt } from './phrase-index.js';
import type { TextWord } from './read-words.js';
import { firstOf, noWhere, yesWhere } from './signs.js';

/** How a kind of place is named: by a word for what it is, after a name. */
interface Naming {
  kind: FindingKind;
  types: ReadonlySet<string>;
  qualities: ReadonlySet<string>;
  /** Ordinary words that are a name before the type in lower case too. */
  names: ReadonlySet<string>;
}

const determiners = new Set(
  "the a an my our your his her their this that at to in from of i we he she it's and is was".split(
    ' ',
  ),
);
const initials = new Set(['c', 'of', 'e', 'rc', 'ce', 'upon', 'the', 'st', 'and']);

/** A place to be named, as it is written where its type stands: with a capital or without. */
interface NamingThere extends Naming {
  cased: boolean;
}

const isKnownName = ({ lookup }: DetailReading, { form }: TextWord, { names }: Naming) =>
  names.has(form) || lookup.phrases.places.has(form) || lookup.ambiguousPlaces.has(form);

/** A word that can be part of a name before the type. */
function isNamePart(reading: DetailReading, word: TextWord, naming: NamingThere): boolean {
  const { form, capital, first } = word;
  if (determiners.has(form) && !capital) return false;
  if (isKnownName(reading, word, naming) || !reading.lookup.isOrdinary(form)) return true;
  return naming.qualities.has(form) || (naming.cased && capital && !first);
}

/** What is no name, however it is written: "catholic", "secure", "my dad's". */
function isNoName({ lookup }: DetailReading, { form }: TextWord, naming: Naming): boolean {
  const { relations } = lookup.is;
  if (/^\p{N}/u.test(form) || relations.has(form) || relations.has(form.replace(/s$/u, '')))
    return true;
  return [determiners, naming.qualities, naming.types, initials].some((table) => table.has(form));
}

/** Whether it names anything by itself. */
function names(reading: DetailReading, word: TextWord, naming: NamingThere): boolean {
  const { is, isOrdinary } = reading.lookup;
  const { form } = word;
  if (isNoName(reading, word, naming)) return false;
  if (naming.cased && word.capital && !word.first) return !is.capitals.has(form);
  if (isKnownName(reading, word, naming) || is.surnames.has(form)) return true;
  return !isOrdinary(form) && !is.titles.has(form) && !/(?:ed|ing)$/u.test(form);
}

const withinName = /^(?:[^\S\n\r]+|\. |' )$/u;

/** The first word of the name that stands before a type; -1 where none does. */
function nameFrom(reading: DetailReading, at: number, naming: NamingThere): number {
  const { words, text } = reading;
  let from = at;
  while (at - from < 5) {
    const word = words[from - 1];
    const isJoined = withinName.test(text.slice(word?.end, words[from]?.start));
    if (!word || !isJoined || !isNamePart(reading, word, naming)) break;
    from -= 1;
  }
  // "hated Hillside": what is ordinary and begins the run is no part of the name.
  const begins = words
    .slice(from, at)
    .findIndex((word) => word.form === 'st' || names(reading, word, naming));
  return begins >= 0 && words.slice(from, at).some((word) => names(reading, word, naming))
    ? from + begins
    : -1;
}

function findTyped(reading: DetailReading, naming: Naming): Detail[] {
  const { words } = reading;
  return words.flatMap((word, at) => {
    if (!naming.types.has(word.form)) return [];
    const from = nameFrom(reading, at, { ...naming, cased: word.capital });
    if (from < 0) return [];
    let last = at;
    while (words[last + 1]?.joined && naming.types.has(words[last + 1]?.form ?? '')) last += 1;
    return [spanOf(words, from, last, naming.kind)];
  });
}

const toSchool = new Set(
  'at to from in attend attended attends left into start started leave change'.split(' '),
);

/** "st josephs", "St Mary's": schools where somebody goes to them and no town is called so. */
const isSaint = firstOf(
  noWhere((_, __, { form }) => form !== 'st' && form !== 'saint'),
  noWhere(({ words, lookup }, at) => phraseAt(lookup.phrases.places, words, at) > 0),
  noWhere(({ words, text }, at, { end }) => !/^\.? $/u.test(text.slice(end, words[at + 1]?.start))),
  yesWhere(({ words, lookup }, at) => {
    const form = words[at + 1]?.form ?? '';
    return [form, form.replace(/s$/u, '')].some(
      (name) => lookup.is.given.has(name) || lookup.is.words.has(name),
    );
  }),
  (reading, at) =>
    toSchool.has(near(reading, at, -1)) && !reading.lookup.isOrdinary(near(reading, at, 1)),
);

const findSaints = (reading: DetailReading): Detail[] =>
  reading.words.flatMap((_, at) => {
    const { words, lookup } = reading;
    const length = phraseAt(lookup.phrases.dedications, words, at);
    if (length > 0) return [spanOf(words, at, at + length - 1, 'school')];
    return isSaint(reading, at) ? [spanOf(words, at, at + 1, 'school')] : [];
  });

const afterSchool = /^(?: |, | \(|: )$/u;

/** "his school (Marlbrook)", "my old school hollybrook": a name after the word. */
const isNamedSchool = firstOf(
  noWhere(({ words, text, lookup }, at, { start, form }) => {
    const school = words[at - 1];
    if (!school || !/^(?:school|nursery|college)$/u.test(school.form)) return true;
    return !afterSchool.test(text.slice(school.end, start)) || lookup.is.schoolTypes.has(form);
  }),
  yesWhere((reading, _, word) => isStrange(reading, word)),
  ({ lookup }, _, { capital, form, text }) =>
    !capital && !lookup.isOrdinary(form) && /^\p{L}{5,}/u.test(text),
);

const findNamedSchools = (reading: DetailReading): Detail[] =>
  reading.words.flatMap((_, at) => {
    const { words } = reading;
    if (!isNamedSchool(reading, at)) return [];
    let last = at;
    while (words[last + 1]?.joined && words[last + 1]?.capital) last += 1;
    return [spanOf(words, at, last, 'school')];
  });

/** "Elmwood", "at larkfield": a home by how its name ends. */
function findByEnding(reading: DetailReading): Detail[] {
  const { words, lookup } = reading;
  return words.flatMap((word, at) => {
    if (
      !lookup.homeEnd.test(word.form) ||
      lookup.phrases.places.has(word.form) ||
      lookup.isOrdinary(word.form)
    )
      return [];
    const before = near(reading, at, -1);
    // "to navigate": a verb may follow "to".
    const isThere =
      ['at', 'in', 'from', 'left', 'before', 'on'].includes(before) ||
      (word.capital && ['to', 'leave'].includes(before));
    return isThere && !lookup.is.given.has(word.form) ? [spanOf(words, at, at, 'setting')] : [];
  });
}

/** Schools and colleges, and homes and other settings, by name. */
export function findSchoolsAndHomes(reading: DetailReading): Detail[] {
  const { words, lookup } = reading;
  const { is, phrases } = lookup;
  const school: Naming = {
    kind: 'school',
    types: is.schoolTypes,
    qualities: is.schoolQualities,
    names: is.nature,
  };
  const home: Naming = {
    kind: 'setting',
    types: is.homeTypes,
    qualities: is.homeQualities,
    names: is.nature,
  };
  const known = words.flatMap((_, at) => {
    const length = phraseAt(phrases.homesKnown, words, at);
    return length > 0 ? [spanOf(words, at, at + length - 1, 'setting')] : [];
  });
  return [
    ...findTyped(reading, school).filter(
      ({ start, end }) => !/^(?:st|high)$/iu.test(reading.text.slice(start, end)),
    ),
    ...findSaints(reading),
    ...findNamedSchools(reading),
    ...known,
    ...findTyped(reading, home),
    ...findByEnding(reading),
  ];
}
