import { near, type DetailReading } from './detail-reading.js';
import type { Detail } from './finding.js';
import {
  followsCalled,
  isGiven,
  isNamed,
  isStrange,
  isTitled,
  isUnknownName,
} from './name-signs.js';
import { wordsOf } from './phrase-index.js';

const isNameAt = (reading: DetailReading, at: number): boolean => {
  const word = reading.words[at];
  if (!word) return false;
  return (
    isGiven(reading, word) ||
    isTitled(reading, at) ||
    isNamed(reading, at) ||
    followsCalled(reading, at) ||
    isUnknownName(reading, at)
  );
};

/** Whether a word goes on with the name before it: a surname, or a capital. */
function goesOn(reading: DetailReading, at: number): boolean {
  const { lookup, words } = reading;
  const word = words[at];
  if (!word?.joined || words[at - 1]?.possessive) return false;
  if (lookup.is.surnames.has(word.form)) return true;
  return word.capital && (lookup.is.words.has(word.form) || isStrange(reading, word));
}

const link = /^(?: and | & |, ?|\/)$/iu;

/** Whether it is joined to a name as in "jenny rob and pat": then it is one although it is another word too. */
function isInList(reading: DetailReading, at: number, isName: (at: number) => boolean): boolean {
  const { words, text, lookup } = reading;
  const word = words[at];
  if (!word || !lookup.is.words.has(word.form) || lookup.is.months.has(word.form)) return false;
  const gapTo = (other: number) =>
    text.slice(words[Math.min(at, other)]?.end, words[Math.max(at, other)]?.start);
  const isLinked = [at - 2, at - 1, at + 1, at + 2].some(
    (other) => isName(other) && link.test(gapTo(other)),
  );
  // "Dave drew it": a word right after a name is one of a list only where the list goes on.
  const goesOn = near(reading, at, 1) === 'and' && isName(at + 2);
  const isNext =
    isName(at - 1) &&
    word.joined &&
    (word.capital || goesOn || lookup.is.words.has(near(reading, at, 2)));
  return isLinked || isNext;
}

/** Names of people; of several words as one, with the title before. */
export function findNames(reading: DetailReading): Detail[] {
  const { words, lookup } = reading;
  // Of what everybody knows, such as "harry potter", nobody is named.
  const known = wordsOf(lookup.phrases.known, words);
  const marks = words.map((_, at) => !known.has(at) && isNameAt(reading, at));
  const isName = (at: number) => marks[at] === true;
  words.forEach((_, at) => {
    if (known.has(at) || isName(at)) return;
    marks[at] = (isName(at - 1) && goesOn(reading, at)) || isInList(reading, at, isName);
  });
  const names: Detail[] = [];
  words.forEach((word, at) => {
    if (!isName(at)) return;
    const last = names.at(-1);
    if (last && word.joined && last.end === words[at - 1]?.end) last.end = word.end;
    else {
      const title = words[at - 1];
      const start =
        title && lookup.is.titles.has(title.form) && word.start - title.end < 3
          ? title.start
          : word.start;
      names.push({ kind: 'name', start, end: word.end });
    }
  });
  return names;
}
