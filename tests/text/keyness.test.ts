import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  collocations,
  countTerms,
  keyTerms,
  logLikelihood,
  logRatio,
  noTerms,
  pairLikelihood,
} from '../../src/text/keyness.js';
import { groupComments } from '../../src/text/group-comments.js';
import { readText } from '../../src/text/read-text.js';
import { termsOf } from '../../src/text/terms.js';

const terms = (text: string) => termsOf(readText(text));
const countsOf = (texts: readonly string[]) => {
  const counts = noTerms();
  for (const text of texts) countTerms(counts, terms(text));
  return counts;
};

test('the terms of a text are words that say something, and pairs of them side by side', () => {
  expect(terms('My social worker was not kind. Late today!').map(({ term }) => term)).toEqual([
    'social',
    'worker',
    'social worker',
    'not',
    'kind',
    'not kind',
    'late',
    'today',
    'late today',
  ]);
});

describe('keyness', () => {
  // By Python, from the formulas of Rayson and Garside and of Hardie.
  test.each([
    [30, 1000, 10, 4000, 56.04233420282555, 3.584962500721156],
    [5, 200, 0, 900, 17.047480922384253, 5.491853096329675],
    [100, 10000, 100, 10000, 0, 0],
  ])('of %i in %i against %i in %i', (...row) => {
    const [times, total, restTimes, restTotal, likelihood, ratio] = row;
    const [one, other] = [
      { times, total },
      { times: restTimes, total: restTotal },
    ];
    expect(logLikelihood(one, other)).toBeCloseTo(likelihood, 9);
    expect(logRatio(one, other)).toBeCloseTo(ratio, 9);
  });

  // By scipy's chi2_contingency with lambda_="log-likelihood".
  test.each([
    [20, 40, 50, 1000, 74.58197921384635],
    [8, 10, 12, 500, 56.78230828150447],
    [3, 100, 90, 800, 0],
  ])('of a pair seen %i times, of words seen %i and %i', (...row) => {
    const [both, first, second, total, expected] = row;
    expect(pairLikelihood({ both, first, second, total })).toBeCloseTo(expected, 9);
  });

  test('is never below nothing, and the same the other way round', () => {
    const corpus = fc
      .record({ times: fc.nat(500), more: fc.integer({ min: 1, max: 5000 }) })
      .map(({ times, more }) => ({ times, total: times + more }));
    fc.assert(
      fc.property(corpus, corpus, (one, other) => {
        expect(logLikelihood(one, other)).toBeGreaterThan(-1e-9);
        expect(logLikelihood(one, other)).toBeCloseTo(logLikelihood(other, one), 9);
      }),
    );
  });

  test('finds what sets texts apart, a phrase in the place of its parts, and none of few texts', () => {
    const bikes = Array.from({ length: 12 }, (_, at) => `mountain bikes need mending ${at}`);
    const rest = Array.from({ length: 60 }, (_, at) => `dinner was nice with gravy number ${at}`);
    const found = keyTerms(countsOf([...bikes, 'zeppelin zeppelin zeppelin']), countsOf(rest), {
      leastTexts: 5,
      most: 10,
    });
    const named = found.map(({ term }) => term);
    expect(named).toEqual(expect.arrayContaining(['mountain bikes']));
    expect(named).not.toContain('mountain');
    expect(named).not.toContain('zeppelin');
    expect(found.find(({ term }) => term === 'mountain bikes')).toMatchObject({
      texts: 12,
      restTexts: 0,
      times: 12,
    });
  });
});

test('words that go together are found before those that meet by chance', () => {
  const texts = Array.from({ length: 30 }, (_, at) =>
    at % 3 === 0 ? 'life story book please' : `please bring ${['shoes', 'books', 'paint'][at % 3]}`,
  );
  const found = collocations(countsOf(texts), { leastTexts: 3, most: 3 }).map(({ term }) => term);
  expect(found).toContain('life story');
});

describe('groups of comments', () => {
  const texts = [
    'the wifi never works in my room',
    'wifi in my room does not work',
    'please fix the wifi in our rooms',
    'my sister lives too far away',
    'I see my sister too little, she lives far away',
    'a swing for the garden',
    'she lives so far away my little sister',
  ].map((text) => terms(text).map(({ term }) => term));
  const groups = groupComments(texts, { leastMembers: 3, most: 5 });

  test('hold those that say nearly the same, each once, and name what marks them', () => {
    const members = groups.map((group) => [...group.members].sort((one, other) => one - other));
    expect(members).toEqual(expect.arrayContaining([[3, 4, 6]]));
    expect(new Set(members.flat()).size).toBe(members.flat().length);
    const sisters = groups.find((group) => group.members.includes(3));
    expect(sisters?.words).toEqual(expect.arrayContaining(['sister', 'far away']));
  });

  test('are the same for the same comments', () => {
    expect(groupComments(texts, { leastMembers: 3, most: 5 })).toEqual(groups);
  });
});
