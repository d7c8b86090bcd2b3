import { expect, it } from '@jest/globals';
import type { AskedQuestion } from '../../src/statistics/asked-question.js';
import { correctBreakdown, correctIntervals } from '../../src/statistics/correct-intervals.js';
import { proportion } from '../../src/statistics/percentages.js';
import type { Rates } from '../../src/statistics/rates.js';
import { noReturns } from '../../src/statistics/response-rate.js';

const byGroup: AskedQuestion = {
  id: 2,
  text: 'Respondent group',
  kind: 'attribute',
  role: 'respondent_group',
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: false,
  options: [],
};
/** Of the 51 asked 12 said no, 36 yes, and 3 gave no reply; the 53 not asked are in no count. */
const rates: Rates = {
  base: 48,
  options: [
    { code: 1, label: 'No', polarity: 'negative', count: 12, percentage: 25 },
    { code: 2, label: 'Yes', polarity: 'positive', count: 36, percentage: 75 },
  ],
  missing: {
    not_asked: 53,
    no_reply: 3,
    dont_know: 0,
    not_applicable: 0,
    prefer_not: 0,
    invalid: 0,
  },
  strays: 0,
  negative: { ...proportion(12, 48), words: 'small minority' },
};
const wave = { responses: 104, invited: 130 };
/** By R for 12 of 48 of a population of 130; see inference.R. Without it: 14.9 to 38.8. */
const corrected = { percentage: 25, low: 16.6, high: 35.8, words: 'small minority' };

it('narrows the interval by as much as the number invited allows', () => {
  expect(correctIntervals(rates, wave)).toMatchObject({ invited: 130, negative: corrected });
  expect(correctIntervals(rates, null)).toBe(rates);
  expect(correctIntervals({ ...rates, negative: null }, wave)).toMatchObject({
    invited: 130,
    negative: null,
  });
});

it('leaves no interval where everybody invited is in the base', () => {
  const every = { responses: 48, invited: 48 };
  expect(correctIntervals(rates, every).negative).toMatchObject({ low: 25, high: 25 });
});

it('gives away nothing of who gave no reply', () => {
  const more = { ...rates, missing: { ...rates.missing, no_reply: 4, not_asked: 52 } };
  expect(correctIntervals(more, wave).negative).toEqual(correctIntervals(rates, wave).negative);
});

it('takes a respondent group by how many of it were invited, and other parts by all', () => {
  const parts = [
    { code: 0, label: 'Child', ...rates },
    { code: 1, label: 'Staff', ...rates },
  ];
  const child = { responses: 48, invited: 48 };
  const returns = { ...noReturns, all: wave, groups: new Map([['child', child]]) };
  const low = (by: AskedQuestion | null) => {
    const counted = correctBreakdown({ all: rates, parts }, by, returns);
    return [counted.all, ...counted.parts].map(({ negative }) => negative?.low);
  };
  expect(low(byGroup)).toEqual([16.6, 25, 14.9]);
  expect(low({ ...byGroup, role: 'region' })).toEqual([16.6, 16.6, 16.6]);
});
