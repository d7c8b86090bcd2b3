import { findBackgrounds, findConditions } from './backgrounds.js';
import { findCombinations } from './combinations.js';
import { findAges, findDates } from './dates-and-ages.js';
import { readForDetails, spanOf, type DetailReading } from './detail-reading.js';
import { findJobs, findRelations } from './family-and-work.js';
import type { Detail, Finding, FindingKind, WriterContext } from './finding.js';
import type { Lookup } from './lookup.js';
import { findNames } from './names.js';
import { perKey } from './per-key.js';
import { indexPhrases, phraseAt } from './phrase-index.js';
import { findPlaces } from './places.js';
import { findCaseNumbers, findContacts, findCourts } from './references.js';
import { findSchoolsAndHomes } from './schools-and-homes.js';

/** What may stand in its place, without brackets, and why each kind can tell who somebody is. */
const kinds: Readonly<Record<FindingKind, { redaction: string; why: string }>> = {
  name: { redaction: 'name', why: 'A name tells who somebody is, or who is near them.' },
  place: { redaction: 'place', why: 'A place narrows down where somebody lives or comes from.' },
  school: {
    redaction: 'school',
    why: 'Everybody at a school knows which of its children are in care.',
  },
  setting: { redaction: 'setting', why: 'Few people live or work in one home or setting.' },
  date: { redaction: 'date', why: 'Files and people who were there know what happened on a date.' },
  age: { redaction: 'age', why: 'With the survey and the group, an age leaves few people.' },
  background: {
    redaction: 'ethnicity',
    why: 'Few people in a survey share an ethnicity, nationality, religion, language or sexual orientation.',
  },
  condition: {
    redaction: 'health condition',
    why: 'Few people have this condition, and those who know them know that they do.',
  },
  relation: {
    redaction: 'relative',
    why: 'Few families are like this, so that the family can be told by it.',
  },
  job: { redaction: 'job', why: 'Somebody’s work is known where they live.' },
  contact: { redaction: 'detail', why: 'Anybody could reach the person by this.' },
  case_number: { redaction: 'detail', why: 'A number leads to the person’s file.' },
  court: { redaction: 'place', why: 'The court tells the area, and its lists tell the case.' },
  combination: { redaction: 'detail', why: '' },
};

/** In this order, where two details stand in the same place and are as long. */
const searches: readonly ((reading: DetailReading) => Detail[])[] = [
  findContacts,
  findCaseNumbers,
  findCourts,
  findSurveyNames,
  findSchoolsAndHomes,
  findPlaces,
  findDates,
  findAges,
  findRelations,
  findConditions,
  findBackgrounds,
  findJobs,
  findNames,
];

const surveyNames = perKey((names: readonly string[]) =>
  indexPhrases(names.filter((name) => name.trim().length > 3)),
);

/** Homes, providers and areas by the names that the survey's own answers give them. */
function findSurveyNames({ words, context }: DetailReading): Detail[] {
  if (!context.names) return [];
  const index = surveyNames(context.names);
  return words.flatMap((_, at) => {
    const length = phraseAt(index, words, at);
    return length > 0 ? [spanOf(words, at, at + length - 1, 'setting')] : [];
  });
}

/** Of details that overlap the longest, and of those as long the first found. */
function longest(details: readonly Detail[]): Detail[] {
  const byLength = details
    .map((detail, order) => ({ detail, order }))
    .sort(
      (a, b) =>
        b.detail.end - b.detail.start - (a.detail.end - a.detail.start) || a.order - b.order,
    );
  const kept: Detail[] = [];
  for (const { detail } of byLength) {
    if (kept.every(({ start, end }) => detail.end <= start || end <= detail.start))
      kept.push(detail);
  }
  return kept.sort((a, b) => a.start - b.start);
}

const together = (traits: readonly string[]) =>
  traits.length > 1
    ? `${traits.map((trait) => `“${trait}”`).join(' and ')} together could be one person, though neither need be alone.`
    : `“${traits.join('')}” says that there is nobody else like this.`;

/**
 * The details of a comment, or of an extract of one, that could tell who somebody is, in the order of the text; then
 * what only comes together does. A redaction stands in for what it hides: blank it out before.
 */
export function findIdentifying(
  text: string,
  lookup: Lookup,
  context: WriterContext = {},
): Finding[] {
  const reading = readForDetails(text, lookup, context);
  const details = longest(searches.flatMap((search) => search(reading)));
  const finding = ({ kind, start, end, redaction }: Detail, why: string): Finding => ({
    kind,
    start,
    end,
    detail: text.slice(start, end),
    why,
    redaction: `[${redaction ?? kinds[kind].redaction}]`,
  });
  return [
    ...details.map((detail) => finding(detail, kinds[detail.kind].why)),
    ...findCombinations(reading, details).map((one) => ({
      ...finding(one, together(one.traits)),
      detail: one.traits.join(' + '),
    })),
  ];
}
