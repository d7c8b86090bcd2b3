import { expect, it } from '@jest/globals';
import type { AskedQuestion } from '../../src/statistics/asked-question.js';
import { correctBreakdown, correctIntervals } from '../../src/statistics/correct-intervals.js';
import { proportion } from '../../src/statistics/percentages.js';
import type { Rates } from '../../src/statistics/rates.js';
import { noReturns } from '../../src/statistics/response-rate.js';

const question: AskedQuestion = {
  id: 1,
  text: 'Could you see a nurse or doctor?',
  kind: 'single',
  role: null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: false,
  options: [
    { code: 1, label: 'No', polarity: 'negative' },
    { code: 2, label: 'Yes', polarity: 'positive' },
  ],
};
const byGroup: AskedQuestion = { ...question, id: 2, kind: 'attribute', role: 'respondent_group' };

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
/** By R for 12 of 48 of a population of 51 × 130 / 104 = 63.75; see inference.R. */
const corrected = { percentage: 25, low: 19.4, high: 31.6, words: 'small minority' };

it('narrows the interval of those asked by as much as the response rate allows', () => {
  expect(correctIntervals(question, rates, wave).negative).toMatchObject(corrected);
  expect(correctIntervals(question, rates, null)).toBe(rates);
  const none = { ...rates, negative: null };
  expect(correctIntervals(question, none, wave)).toBe(none);
});

it('leaves no interval where everybody responded and replied', () => {
  const all = { ...rates, missing: { ...rates.missing, no_reply: 0 } };
  const every = { responses: 104, invited: 104 };
  expect(correctIntervals(question, all, every).negative).toMatchObject({ low: 25, high: 25 });
});

it('takes a respondent group by its own response rate, and other parts by that of the wave', () => {
  const parts = [
    { code: 0, label: 'Child', ...rates },
    { code: 1, label: 'Staff', ...rates },
  ];
  const returns = { ...noReturns, all: wave, groups: new Map([['child', wave]]) };
  const low = (by: AskedQuestion | null) => {
    const counted = correctBreakdown(question, by, { all: rates, parts }, returns);
    return [counted.all, ...counted.parts].map(({ negative }) => negative?.low);
  };
  expect(low(byGroup)).toEqual([19.4, 19.4, rates.negative?.low]);
  expect(low({ ...byGroup, role: 'region' })).toEqual([19.4, 19.4, 19.4]);
});
