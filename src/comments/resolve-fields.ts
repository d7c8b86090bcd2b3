import distances from 'natural/lib/natural/distance/index.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { answerChoiceText } from '../surveys/answer-choice.js';
import { closedAnswers, type ClosedAnswer } from './answer-field-queries.js';
import {
  choices,
  facets,
  mostAnswered,
  wantedOf,
  type ChoiceKey,
  type Choices,
  type FacetKey,
} from './comment-filter.js';
import { facetNames, type FacetNames } from './facet-name-queries.js';
import type { TypedField } from './parse-query.js';

/** A value that could be meant: its key in an address, and what it is called. */
interface Candidate {
  key: string;
  name: string;
}

/** A name as it is compared with what was typed. */
export const foldName = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const fewestLetters = 3;
const isBegun = (own: string, word: string) =>
  own === word || (word.length >= fewestLetters && own.startsWith(word));

/** From the surest way to mean a value to the loosest: the first that any value meets decides. */
const ways: readonly ((typed: string, name: string, key: string) => boolean)[] = [
  (typed, name, key) => typed === key || typed === name,
  // "2012 13" of "Fostering survey, 2012-13".
  (typed, name) => name.endsWith(` ${typed}`),
  (typed, name, key) => isBegun(name, typed) || key.startsWith(typed),
  // "west" of "North West", but not "no" of "Neither agree nor disagree".
  (typed, name) =>
    typed.split(' ').every((word) => name.split(' ').some((own) => isBegun(own, word))),
  // "children" of "Child".
  (typed, name) => name.length > 3 && typed.startsWith(name),
];

function meant(typed: string, candidates: readonly Candidate[]): Candidate[] {
  const wanted = foldName(typed);
  if (wanted === '') return [];
  for (const way of ways) {
    const found = candidates.filter(({ key, name }) => way(wanted, foldName(name), foldName(key)));
    if (found.length > 0) return found;
  }
  return [];
}

const mostOffered = 4;
const mostSlips = 3;

/** The names that come nearest to what was typed, or the first there are. */
function nearest(typed: string, candidates: readonly Candidate[]): string[] {
  const wanted = foldName(typed);
  const near = candidates
    .flatMap(({ name }) =>
      [foldName(name), ...foldName(name).split(' ')].map((part) => ({
        name,
        slips: distances.DamerauLevenshteinDistance(wanted, part, { restricted: true }),
      })),
    )
    .filter(({ slips }) => slips <= mostSlips)
    .sort((one, other) => one.slips - other.slips);
  const best = near.filter(({ slips }) => slips === near[0]?.slips);
  const names = (best.length > 0 ? best : candidates).map(({ name }) => name);
  return [...new Set(names)].slice(0, mostOffered);
}

const nameOfField = (field: string) =>
  choices.find(({ key }) => key === field)?.name.toLowerCase() ?? field;

function unknown(field: string, typed: string, candidates: readonly Candidate[]): string {
  const offered = nearest(typed, candidates).map((name) => `“${name}”`);
  const instead =
    offered.length > 0 ? ` Try ${field}: with ${offered.join(' or ')}.` : ' There is none yet.';
  return `No ${nameOfField(field)} is called “${typed}”, so ${field}: was left out.${instead}`;
}

/** "Q7=No" as a question and an answer; the question by its place in the survey or the beginning of its words. */
function answersMeant(typed: string, answers: readonly ClosedAnswer[]): Candidate[] {
  const [, question = '', answer = ''] = /^(.*?)\s*=\s*(.*)$/.exec(typed) ?? [];
  const place = /^q?(\d{1,4})$/i.exec(question)?.[1];
  const ofQuestion = answers.filter((one) =>
    place === undefined
      ? foldName(question) !== '' && foldName(one.question).startsWith(foldName(question))
      : one.place === Number(place),
  );
  return meant(
    answer,
    ofQuestion.map(({ questionId, code, label }) => ({
      key: answerChoiceText({ questionId, codes: [code], missing: [] }),
      name: label,
    })),
  );
}

export interface ResolvedFields {
  chosen: Choices;
  advice: string[];
}

const say = {
  excluded:
    'An answer cannot be left out with a minus sign, so answered: was left out. Choose the other answers to that question.',
};

const surveysOf = ({ survey }: Choices) => wantedOf(survey).wanted.map(Number);

const isFacet = (field: string): field is FacetKey => facets.some(({ key }) => key === field);

function resolveAnswer(typed: string, answers: readonly ClosedAnswer[]): Candidate | string {
  const found = answersMeant(typed, answers);
  const [only] = found;
  if (only && found.length === 1) return only;
  if (only) {
    return `“${typed}” is an answer in ${found.length} surveys or questions, so answered: was left out. Type more of the question’s words, or choose the answer under Filters.`;
  }
  return `No answer was found for “${typed}”. Write it as answered:"Q7=No", or as answered:"Do you feel safe=No".`;
}

type Add = (field: ChoiceKey, value: string) => void;

/** Adds the values of facets that were typed; returns what to say of the others. */
function addFacets(fields: readonly TypedField[], names: FacetNames, add: Add): string[] {
  const advice: string[] = [];
  for (const { field, excluded, values } of fields) {
    if (!isFacet(field)) continue;
    const candidates = [...names[field]].map(([key, name]) => ({ key, name }));
    for (const typed of values) {
      const found = meant(typed, candidates);
      for (const { key } of found) add(field, excluded ? `-${key}` : key);
      if (found.length === 0) advice.push(unknown(field, typed, candidates));
    }
  }
  return advice;
}

/** The same for answers. */
function addAnswers(
  fields: readonly TypedField[],
  answers: readonly ClosedAnswer[],
  add: Add,
): string[] {
  return fields.flatMap(({ excluded, values }) =>
    values.flatMap((typed) => {
      const found = excluded ? say.excluded : resolveAnswer(typed, answers);
      if (typeof found === 'string') return found;
      add('answered', found.key);
      return [];
    }),
  );
}

/**
 * Works filters that were typed into those that are chosen; a value may be typed as it is named, or begun.
 * What cannot be understood is left out, with a sentence that says so and what there is.
 */
export async function resolveFields(
  db: Db,
  viewer: Sight,
  fields: readonly TypedField[],
  chosen: Choices,
): Promise<ResolvedFields> {
  if (fields.length === 0) return { chosen, advice: [] };
  const added: Choices = { ...chosen };
  const add: Add = (field, value) => {
    added[field] = [...new Set([...added[field], value])];
  };
  const advice = addFacets(fields, await facetNames(db, viewer), add);
  const answered = fields.filter(({ field }) => field === 'answered');
  // After the facets, because a survey that is chosen says whose question is meant.
  const answers = answered.length > 0 ? await closedAnswers(db, viewer, surveysOf(added)) : [];
  advice.push(...addAnswers(answered, answers, add));
  return { chosen: { ...added, answered: added.answered.slice(0, mostAnswered) }, advice };
}
