import { correctSpelling } from '../spelling.js';
import { near, type DetailReading } from './detail-reading.js';
import type { TextWord } from './read-words.js';
import { firstOf, noWhere, yesWhere } from './signs.js';

const letter = /^\p{L}/u;
/** "CAMHS", "GPs", "OT's". */
const isAcronym = ({ text }: TextWord) => /^\p{Lu}{2,}(?:['’]?s)?\d*$/u.test(text);

/** Whether a word has a capital and can only be somebody's or something's name. */
export function isStrange({ lookup }: DetailReading, word: TextWord): boolean {
  const { is, isOrdinary, peoples } = lookup;
  const { form } = word;
  if (!word.capital || form.length < 2 || isAcronym(word)) return false;
  if (isOrdinary(form) || peoples.has(form)) return false;
  return ![is.schoolTypes, is.homeTypes, is.titles].some((table) => table.has(form));
}

/** Whether it is a given name that is no other word; "jakes room", "Ellie-May" too. */
export function isGiven({ lookup }: DetailReading, { form }: TextWord): boolean {
  const { given } = lookup.is;
  if (given.has(form)) return correctSpelling(form) === form;
  if (form.length < 5) return false;
  if (form.includes('-')) return given.has(form.slice(0, form.indexOf('-')));
  return form.endsWith('s') && given.has(form.slice(0, -1)) && !lookup.isOrdinary(form);
}

const between = /^(?: |, | \(|: )$/u;

/** Whether a relation or a role comes before: "my social worker dave", "our link worker, Will". */
export function followsRole({ words, text, lookup }: DetailReading, at: number): boolean {
  const [role, word] = [words[at - 1], words[at]];
  if (!role || !word || role.possessive) return false;
  if (!between.test(text.slice(role.end, word.start))) return false;
  return lookup.is.roles.has(role.form) || lookup.is.relations.has(role.form);
}

/** Titles that are other words too: "I miss home". */
const otherTitles = new Set('miss doctor judge sir reverend'.split(' '));
/** Verbs before all else: "my brother will come". */
const modals = new Set(['will', 'may']);

const isSurelyName = ({ lookup: { is } }: DetailReading, { form }: TextWord) =>
  !modals.has(form) && (is.given.has(form) || is.words.has(form) || is.surnames.has(form));

/** The word before, where a title could be it: a space, or a full stop and a space, between. */
function titleBefore({ words, text }: DetailReading, at: number): TextWord | undefined {
  const [title, word] = [words[at - 1], words[at]];
  if (!title || !word || word.form.length < 2 || !letter.test(word.text)) return undefined;
  return word.joined || text.slice(title.end, word.start) === '. ' ? title : undefined;
}

/** "Mr Hughes", "aunty Shabnam": whoever a title or a calling comes before. */
export const isTitled = firstOf(
  noWhere((reading, at) => titleBefore(reading, at) === undefined),
  (reading, at, word) =>
    reading.lookup.is.callings.has(near(reading, at, -1))
      ? isSurelyName(reading, word) || isStrange(reading, word)
      : undefined,
  noWhere(({ words, lookup }, at) => !lookup.is.titles.has(words[at - 1]?.form ?? '')),
  yesWhere((reading, _, word) => isSurelyName(reading, word)),
  yesWhere(({ lookup }, _, { form }) => !lookup.isOrdinary(form)),
  ({ words }, at, { capital }) => {
    const { form = '', capital: isTitle = false } = words[at - 1] ?? {};
    return capital && (!otherTitles.has(form) || (isTitle && form !== 'judge'));
  },
);

const says = new Set(['is', 'was', 'its', "it's", 'are']);

/** "is called shaz", "my name is Chloe", "they call me Titch". */
export const followsCalled = firstOf(
  noWhere(({ lookup }, _, { form }) => lookup.is.noNames.has(form) || !letter.test(form)),
  (reading, at, word) => {
    const { is, isOrdinary } = reading.lookup;
    if (!['called', 'named'].includes(near(reading, at, -1))) return undefined;
    return !isOrdinary(word.form) || is.words.has(word.form) || word.capital;
  },
  noWhere(({ lookup }, _, { form }) => lookup.isOrdinary(form)),
  yesWhere(
    (reading, at) =>
      ['me', 'him', 'her'].includes(near(reading, at, -1)) &&
      /^call(?:s|ed)?$/u.test(near(reading, at, -2)),
  ),
  yesWhere(
    (reading, at) =>
      says.has(near(reading, at, -1)) &&
      [-2, -3].some((by) => /^names?$/u.test(near(reading, at, by))),
  ),
);

const verbsAfterModal = new Set(
  "is was has does did says said who isnt wasnt isn't wasn't".split(' '),
);

function isModalName(reading: DetailReading, at: number, word: TextWord): boolean {
  if (word.capital && !word.first && word.form === 'will') return true;
  if (!verbsAfterModal.has(near(reading, at, 1))) return false;
  return word.first || word.capital || followsRole(reading, at);
}

function isMonthName(reading: DetailReading, at: number, word: TextWord): boolean {
  const { is } = reading.lookup;
  const [before, after] = [near(reading, at, -1), near(reading, at, 1)];
  if (/\d/u.test(before + after) || is.inPlace.has(before)) return false;
  return followsRole(reading, at) || (word.capital && is.verbs.has(after));
}

const owners = new Set('my our the his her their your a an'.split(' '));
const whomTold = new Set('tell told ask asked thank'.split(' '));
const afterWhom = new Set('that to about he she if for'.split(' '));

/** Whether a word that is a name and another word too is the name, by its company. */
export const isNamed = firstOf(
  noWhere(({ lookup }, _, { form }) => !lookup.is.words.has(form)),
  (reading, at, word) => (modals.has(word.form) ? isModalName(reading, at, word) : undefined),
  (reading, at, word) =>
    reading.lookup.is.months.has(word.form) ? isMonthName(reading, at, word) : undefined,
  (reading, at, { capital, first }) =>
    capital && !first ? !owners.has(near(reading, at, -1)) : undefined,
  yesWhere(followsRole),
  (reading, at) => {
    if (!whomTold.has(near(reading, at, -1))) return undefined;
    const next = near(reading, at, 1);
    return next === '' || afterWhom.has(next);
  },
  noWhere((_, __, { first }) => !first),
  yesWhere((_, __, { possessive, capital }) => possessive && capital),
  (reading, at, { form }) => {
    const { verbs, things } = reading.lookup.is;
    return verbs.has(near(reading, at, 1)) && !things.has(form);
  },
);

/** They follow other words than names as readily: "Courteous and kind". */
const noVerbs = new Set(
  'and just really used read hit should let lets who never always from'.split(' '),
);
/** Nouns that begin a sentence without being anybody: "Commitment is not in doubt". */
const abstract = /(?:ment|ance|ence|tion|sion|ness|ity|ship|ings?|ism|ure|ages?|als?)$/u;
const initialAfter = new Set('with when for and but to see that after told for lost'.split(' '));

/** A strange word that begins a sentence may be misspelt: what comes after has to say that it is somebody. */
function isStrangeFirst(reading: DetailReading, at: number, word: TextWord): boolean {
  if (abstract.test(word.form)) return false;
  const next = reading.words[at + 1];
  const after = near(reading, at, 1);
  if (word.possessive || (reading.lookup.is.verbs.has(after) && !noVerbs.has(after))) return true;
  return next?.joined === true && isStrange(reading, next);
}

/** Whether a word that no table knows is a name, by a capital or by who comes before. */
export const isUnknownName = firstOf(
  noWhere((_, __, { text }) => !letter.test(text)),
  (reading, at, { text, capital }) =>
    text.length === 1
      ? capital && !'IAU'.includes(text) && initialAfter.has(near(reading, at, -1))
      : undefined,
  (reading, at, word) =>
    isStrange(reading, word) ? !word.first || isStrangeFirst(reading, at, word) : undefined,
  noWhere(({ lookup }, _, { form }) => form.length < 3 || lookup.isOrdinary(form)),
  noWhere((reading, at) => /s$|^staff$/u.test(near(reading, at, -1))),
  // "if one person mucks about"
  noWhere((_, __, { form }) => /(?:s|ed|ing)$/u.test(form)),
  yesWhere(followsRole),
);
