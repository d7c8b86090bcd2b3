import { near, nearBefore, spanOf, type DetailReading } from './detail-reading.js';
import type { Detail } from './finding.js';
import { backgroundKinds, type BackgroundKind } from './lookup.js';
import { phraseAt, wordsOf } from './phrase-index.js';
import { firstOf, noWhere, yesWhere } from './signs.js';

/** A bracket that named whom somebody loves would still tell it. */
const redactionOf = (kind: BackgroundKind) => (kind === 'sexuality' ? 'detail' : kind);
const be = new Set("am im i'm being half both hes he's shes she's as".split(' '));
const toBe = new Set('is are was were'.split(' '));
const who = new Set('i he she we they who both'.split(' '));
const speak = new Set('speak speaks speaking spoke talk talks understand'.split(' '));
const owners = new Set('my his her their our'.split(' '));
const holiday = new Set('holiday holidays trip visit school flight'.split(' '));

const isSpoken = (reading: DetailReading, at: number) =>
  nearBefore(reading, at, { within: 2, isOne: (one) => speak.has(one) });

const ends = new Set(['', ...'and but so or like too not they cos because with'.split(' ')]);
const isLast = (reading: DetailReading, at: number) => ends.has(near(reading, at, 1));

/** Whether a word such as "black" or "polish" is said of a person here. */
const isOfPerson = firstOf(
  yesWhere((reading, at) => reading.lookup.is.persons.has(near(reading, at, 1))),
  yesWhere(
    (reading, at) =>
      be.has(near(reading, at, -1)) &&
      (isLast(reading, at) || !reading.lookup.isOrdinary(near(reading, at, 1))),
  ),
  yesWhere((reading, at) => {
    const { persons, roles } = reading.lookup.is;
    const subject = near(reading, at, -2);
    const isSomebody = [who, persons, roles].some((table) => table.has(subject.replace(/s$/u, '')));
    return (
      toBe.has(near(reading, at, -1)) && isLast(reading, at) && (isSomebody || who.has(subject))
    );
  }),
  noWhere((_, __, { form }) => form === 'english'),
  yesWhere(isSpoken),
  (reading, at, { capital }) =>
    capital && owners.has(near(reading, at, -1)) && near(reading, at, 1) === '',
);

/** How long a background is that begins at a word, and of which kind; undefined where none does. */
function peopleAt(reading: DetailReading, at: number) {
  const { words, lookup } = reading;
  const isBare = lookup.ofPersons.has(words[at]?.form ?? '');
  for (const kind of backgroundKinds) {
    const length = phraseAt(lookup.backgrounds[kind], words, at);
    if (length > 1 || (length === 1 && !isBare)) return { length, kind };
  }
  if (!isBare || !isOfPerson(reading, at)) return undefined;
  return {
    length: 1,
    kind: isSpoken(reading, at) ? ('language' as const) : ('ethnicity' as const),
  };
}

const findPeoples = (reading: DetailReading): Detail[] =>
  reading.words.flatMap((_, at) => {
    const { words, lookup } = reading;
    const people = peopleAt(reading, at);
    if (!people || phraseAt(lookup.phrases.notBackgrounds, words, at + people.length) > 0)
      return [];
    const span = spanOf(words, at, at + people.length - 1, 'background');
    return [{ ...span, redaction: redactionOf(people.kind) }];
  });

const origins = new Set(
  'born live lives lived living family grew moved fled left came come comes relatives sent back cousin cousins parents'.split(
    ' ',
  ),
);

/** Countries that somebody comes from, or has people in; not those of holidays. */
function findCountries(reading: DetailReading): Detail[] {
  const { words, lookup } = reading;
  return words.flatMap((_, at) => {
    const length = phraseAt(lookup.phrases.countries, words, at);
    if (length === 0) return [];
    const preposition = near(reading, at, -1);
    const has = (table: ReadonlySet<string>, within: number) =>
      nearBefore(reading, at, { within, isOne: (form) => table.has(form) });
    if (has(holiday, 5)) return [];
    const isOrigin =
      (preposition === 'from' && has(new Set(['from']), 1)) ||
      (['in', 'to', 'of'].includes(preposition) &&
        (has(origins, 4) || has(lookup.is.relations, 5)));
    return isOrigin
      ? [{ ...spanOf(words, at, at + length - 1, 'background'), redaction: 'country' }]
      : [];
  });
}

export const findBackgrounds = (reading: DetailReading): Detail[] => [
  ...findPeoples(reading),
  ...findCountries(reading),
];

/** Conditions and disabilities that few have, but for sayings such as "turn a blind eye". */
export function findConditions(reading: DetailReading): Detail[] {
  const { words, lookup } = reading;
  const { conditions, notConditions } = lookup.phrases;
  const said = wordsOf(notConditions, words);
  return words.flatMap((word, at) => {
    const length = said.has(at) ? 0 : phraseAt(conditions, words, at);
    // "Ms" is a title and "downs" go with ups; "MS" is neither.
    const isOther =
      (word.form === 'ms' && word.text !== 'MS') ||
      (word.form === 'downs' && length === 1 && near(reading, at, -1) === 'and');
    return length === 0 || isOther ? [] : [spanOf(words, at, at + length - 1, 'condition')];
  });
}
