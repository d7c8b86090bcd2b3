import { matchesOf, near, nearBefore, spanOf, type DetailReading } from './detail-reading.js';
import type { Detail } from './finding.js';
import { isGiven, isStrange } from './name-signs.js';
import { phraseAt, wordsOf } from './phrase-index.js';
import type { TextWord } from './read-words.js';
import { firstOf, noWhere, yesWhere } from './signs.js';

/** "london zoo", "Leeds United": outings and teams, which tell of nobody. */
const outings = new Set(
  'borough zoo eye airport marathon bridge dungeon tower united city rovers fc albion athletic wanderers pudding puddings terrier sauce'.split(
    ' ',
  ),
);
const support = /^support(?:s|ing)?$/u;

const isIn = (reading: DetailReading, at: number) =>
  reading.lookup.is.inPlace.has(near(reading, at, -1));

/** "live in", "moved to", with at most two words between. */
const isLived = (reading: DetailReading, at: number) =>
  isIn(reading, at) &&
  nearBefore(reading, at - 1, {
    within: 3,
    isOne: (form) => reading.lookup.is.placeCues.has(form),
  });

/** A town that is another word too, or one that no table knows: by "live in" and the like alone. */
const isPlaceByCompany = firstOf(
  noWhere((reading, _, word) => word.possessive || isGiven(reading, word)),
  (reading, at, { form, capital, first }) => {
    if (!reading.lookup.ambiguousPlaces.has(form)) return undefined;
    if (isLived(reading, at)) return true;
    return capital && !first && isIn(reading, at) && !reading.lookup.is.months.has(form);
  },
  noWhere(({ lookup }, _, { form }) => lookup.peoples.has(form) || lookup.is.months.has(form)),
  yesWhere(
    (reading, at, word) =>
      !word.first &&
      isStrange(reading, word) &&
      (isLived(reading, at) || ['in', 'near', 'at'].includes(near(reading, at, -1))),
  ),
  noWhere(({ lookup }, _, { form }) => !/^\p{L}{4}/u.test(form) || lookup.isOrdinary(form)),
  yesWhere(isLived),
);

const postcode = /\b(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})\b/dgu;
const outward = /\b(?:[A-Z]{1,2}\d{1,2}[A-Z]?)\b(?= area| postcode| estate)/dgu;

const isNumber = ({ text }: TextWord) => /^\p{N}+$/u.test(text);

/** Whether a word can be part of a street's name: by a capital like the street's, or because it is no ordinary one. */
function isStreetName({ lookup }: DetailReading, word: TextWord, street: TextWord): boolean {
  if (lookup.is.streetQualities.has(word.form)) return false;
  if (isNumber(word) || (word.capital && street.capital)) return true;
  return !lookup.isOrdinary(word.form) || lookup.is.nature.has(word.form);
}

/** The first word of a street's name, or the number of a house before it; `at` where there is no name. */
function streetFrom(reading: DetailReading, at: number, street: TextWord): number {
  const { words } = reading;
  let from = at;
  while (at - from < 3) {
    const word = words[from - 1];
    if (!word || !words[from]?.joined || !isStreetName(reading, word, street)) break;
    from -= 1;
    if (isNumber(word)) break;
  }
  return words.slice(from, at).every(isNumber) ? at : from;
}

/** "on station road": an ordinary word is the name where "on" or a number comes before it. */
function plainStreetFrom(reading: DetailReading, at: number, street: TextWord): number {
  const { is } = reading.lookup;
  const name = reading.words[at - 1];
  if (!name || !street.joined || !is.streetAlways.has(street.form)) return at;
  if (is.streetQualities.has(name.form)) return at;
  const before = near(reading, at - 1, -1);
  if (/^\d+$/u.test(before)) return at - 2;
  return ['on', 'in', 'at'].includes(before) ? at - 1 : at;
}

/** "Elm Road", "14 station road": the kinds of street that are other words too only with a capital. */
const findStreets = (reading: DetailReading): Detail[] =>
  reading.words.flatMap((word, at) => {
    const { streetTypes, streetAlways } = reading.lookup.is;
    const isStreet = streetAlways.has(word.form) || (word.capital && !word.first);
    if (!streetTypes.has(word.form) || !isStreet) return [];
    const named = streetFrom(reading, at, word);
    const from = named < at ? named : plainStreetFrom(reading, at, word);
    return from < at ? [spanOf(reading.words, from, at, 'place')] : [];
  });

const councilWords = new Set(
  'city county borough district metropolitan council unitary'.split(' '),
);
const noCouncils = new Set(
  'the our local school youth parish care student pupil your my this each children client childrens that a any by in of and from social'.split(
    ' ',
  ),
);

/** "Wigan council", "Foxshire County Council". */
function findCouncils(reading: DetailReading): Detail[] {
  const { words } = reading;
  return words.flatMap((word, at) => {
    if (word.form !== 'council' || !word.joined) return [];
    let last = at - 1;
    while (last > 0 && councilWords.has(words[last]?.form ?? '')) last -= 1;
    const name = words[last];
    if (!name || noCouncils.has(name.form) || !isStrange(reading, name)) return [];
    return [spanOf(words, last, last, 'place')];
  });
}

const rivers = (reading: DetailReading): Detail[] =>
  reading.words.flatMap((word, at) => {
    if (word.form !== 'river') return [];
    const next = reading.words[at + 1];
    const isNamed =
      next?.joined === true &&
      (reading.lookup.phrases.rivers.has(next.form) || isStrange(reading, next));
    return isNamed ? [spanOf(reading.words, at, at + 1, 'place')] : [];
  });

/** A town or a hospital that a table knows, as far as nothing says that it is an outing or a team. */
function townAt(reading: DetailReading, at: number, known: ReadonlySet<number>): number {
  const { words, lookup } = reading;
  const { places, hospitals } = lookup.phrases;
  const length = phraseAt(places, words, at) || phraseAt(hospitals, words, at);
  const isOuting =
    outings.has(near(reading, at, length)) || support.test(near(reading, at, -1)) || known.has(at);
  if (length > 0) return isOuting ? 0 : length;
  return isPlaceByCompany(reading, at) ? 1 : 0;
}

/** Places: towns, streets, councils, rivers, hospitals, postcodes. */
export function findPlaces(reading: DetailReading): Detail[] {
  const { words, text, lookup } = reading;
  const known = wordsOf(lookup.phrases.known, words);
  const towns = words.flatMap((_, at) => {
    const length = townAt(reading, at, known);
    return length > 0 ? [spanOf(words, at, at + length - 1, 'place')] : [];
  });
  const asWritten = { ...reading, lower: text };
  return [
    ...towns,
    ...findStreets(reading),
    ...findCouncils(reading),
    ...rivers(reading),
    ...matchesOf(reading, postcode, 'place'),
    ...matchesOf(asWritten, outward, 'place'),
  ];
}
