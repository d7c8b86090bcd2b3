import fc from 'fast-check';
import type { Condition } from '../../../src/statistics/conditions.js';
import type { PublishedTable } from '../../../src/statistics/disclosure/published-table.js';
import type { AskedQuestion } from '../../../src/statistics/asked-question.js';
import { missingKinds } from '../../../src/surveys/words.js';
import { questionOf, type Person } from './wave-of-people.js';

const [askedId, groupId, providerId, regionId, chosenId, otherId] = [1, 2, 3, 4, 5, 6];
/** Each provider lies in one region, as everybody knows. */
const regionOf = [0, 0, 1, 1];

export const tableOf = (
  question: AskedQuestion,
  by: AskedQuestion | null = null,
  where: Condition | null = null,
  counted: number[] | null = null,
): PublishedTable => ({ question, by, where, counted });

export const is = (questionId: number, ...codes: number[]): Condition => ({
  kind: 'answer',
  questionId,
  codes,
  missing: [],
});

const asked = (options: number) => questionOf(askedId, options);
const group = questionOf(groupId, 3, { kind: 'attribute', role: 'respondent_group' });
const provider = questionOf(providerId, 4, { kind: 'attribute', role: 'provider' });
const region = questionOf(regionId, 2, { kind: 'attribute', role: 'region' });
const chosen = questionOf(chosenId, 2, { kind: 'multiple' });
const other = questionOf(otherId, 2);

/** Tables that leave together, and what else than the question they are about. */
const waves: { name: string; about: number[]; tables: (own: AskedQuestion) => PublishedTable[] }[] =
  [
    {
      name: 'by group, and the groups',
      about: [groupId],
      tables: (own) => [tableOf(own), tableOf(own, group), tableOf(group), tableOf(group, own)],
    },
    {
      name: 'by region and by provider within it',
      about: [providerId],
      tables: (own) => [
        tableOf(own),
        tableOf(own, region),
        tableOf(own, provider),
        tableOf(region),
        tableOf(provider),
      ],
    },
    {
      name: 'of some and of all',
      about: [groupId],
      tables: (own) => [
        tableOf(own),
        tableOf(own, null, is(groupId, 0)),
        tableOf(own, null, { kind: 'not', of: is(groupId, 1) }),
        tableOf(own, group),
      ],
    },
    {
      name: 'of some by region, and of all',
      about: [groupId, providerId],
      tables: (own) => [tableOf(own, region, is(groupId, 0)), tableOf(own, region), tableOf(own)],
    },
    {
      name: 'measures',
      about: [groupId],
      tables: (own) => [
        tableOf(own, group),
        tableOf(own, null, is(groupId, 0, 1), [0]),
        tableOf(own, null, is(groupId, 2), [0, 1]),
        tableOf(own, null, null, [1]),
      ],
    },
    {
      name: 'a choice among several, as question and as parts',
      about: [chosenId],
      tables: (own) => [
        tableOf(chosen),
        tableOf(own, chosen),
        tableOf(own),
        tableOf(own, null, is(chosenId, 0)),
      ],
    },
    {
      name: 'two questions by group and by each other',
      about: [groupId, otherId],
      tables: (own) => [
        tableOf(own, group),
        tableOf(other, group),
        tableOf(own, other),
        tableOf(other),
      ],
    },
  ];

const answersOf = (id: number, options: number): Person[number][] => {
  if (id === chosenId) return [[], [0], [1], [0, 1], ...missingKinds];
  if (id === providerId) return [0, 1, 2, 3, ...missingKinds];
  if (id === groupId) return [0, 1, 2, ...missingKinds];
  if (id === otherId) return [0, 1, ...missingKinds];
  return [...Array.from({ length: options }, (_, code) => code), ...missingKinds];
};

/** Whoever names their provider is in its region; of others the region may be known alone. */
const placesOf = (value: Person[number]): Person[] =>
  typeof value === 'number'
    ? [{ [providerId]: value, [regionId]: regionOf[value] ?? 0 }]
    : [0, 1, ...missingKinds].map((region) => ({ [providerId]: value, [regionId]: region }));

/** Every kind of people that there can be. */
function kindsOf(ids: readonly number[], options: number): Person[] {
  return ids.reduce<Person[]>(
    (kinds, id) =>
      kinds.flatMap((kind) =>
        answersOf(id, options).flatMap((value) =>
          (id === providerId ? placesOf(value) : [{ [id]: value }]).map((own) => ({
            ...kind,
            ...own,
          })),
        ),
      ),
    [{}],
  );
}

/** What a case is made from: small, so that a failing one can be read and run again. */
export const anySeeds = fc.record({
  options: fc.integer({ min: 2, max: 6 }),
  wave: fc.nat({ max: waves.length - 1 }),
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  size: fc.integer({ min: 1, max: 12 }),
});

/** A generator of pseudo-random numbers from 0 to 1: D. H. Lehmer's, with the multiplier of Park and Miller. */
function numbersFrom(seed: number) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** Mostly few of each kind, of reasons for no answer fewer. */
function peopleOf(kinds: readonly Person[], size: number, seed: number): Person[] {
  const next = numbersFrom(seed);
  const few = Math.min(1, 40 / kinds.length);
  return kinds.flatMap((kind) => {
    const isAnswer = Object.values(kind).every((value) => typeof value !== 'string');
    const isThere = next() < few * (isAnswer ? 0.8 : 0.15);
    const often = isThere ? Math.floor(next() ** 2 * (size + 1)) : 0;
    return Array.from({ length: often }, () => kind);
  });
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const next = numbersFrom(seed);
  return list
    .map((one) => [next(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** A wave's tables in the order in which they leave, its people, and every kind of people that there can be. */
export interface Case {
  name: string;
  tables: PublishedTable[];
  people: Person[];
  kinds: Person[];
  questions: AskedQuestion[];
}

export type Seeds = typeof anySeeds extends fc.Arbitrary<infer S> ? S : never;

export function caseOf({ options, wave, seed, size }: Seeds): Case {
  const { name, about, tables } = waves[wave] ?? { name: '', about: [], tables: () => [] };
  const own = asked(options);
  const kinds = kindsOf([askedId, ...about], options);
  const questions = [own, group, provider, region, chosen, other];
  const order = shuffled(tables(own), seed);
  return { name, tables: order, people: peopleOf(kinds, size, seed), kinds, questions };
}
