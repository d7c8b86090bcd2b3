import { expect, test } from '@jest/globals';
import {
  answerLists,
  conditionOf,
  exampleOf,
  tabulated,
  unlisted,
} from '../../src/statistics/crosstab-choices.js';
import { question } from './crosstab-breakdown.js';

const safe = question(1, ['Yes', 'No']);
const region = { ...question(2, ['North', 'South']), kind: 'attribute' as const };
const provider = {
  ...question(
    3,
    Array.from({ length: 300 }, (_, at) => `Home ${at}`),
  ),
  kind: 'attribute' as const,
};
const age = { ...question(4, []), kind: 'number' as const };
const day = { ...question(5, ['1 May']), kind: 'attribute' as const, role: 'date' as const };

test('numbers, dates and questions without answers are not tabulated', () => {
  expect(tabulated([safe, age, day, region]).map(({ id }) => id)).toEqual([1, 2]);
});

test('the example is a question by an attribute of few values, or by what there is', () => {
  const ids = (...all: Parameters<typeof exampleOf>[0]) => {
    const example = exampleOf(all);
    return example && [example.rows.id, example.columns.id];
  };
  expect(ids(provider, region, safe)).toEqual([1, 2]);
  expect(ids(provider, safe)).toEqual([1, 3]);
  expect(ids(safe, age)).toBeNull();
});

test('a long list is not for choosing one answer from, and several answers stay chosen', () => {
  const lists = answerLists([safe, provider]);
  expect(lists.map((list) => list.question)).toEqual(['Question 1']);
  expect(lists[0]?.answers.slice(0, 4).map(({ text }) => text)).toEqual([
    'Yes',
    'No',
    'Not asked',
    'No reply',
  ]);
  const no = { questionId: 1, codes: [1], missing: [] };
  const either = { questionId: 1, codes: [0, 1], missing: [] };
  expect(unlisted([no, either], lists)).toEqual(['1:0,1']);
});

test('every choice has to be met', () => {
  const yes = { questionId: 1, codes: [0], missing: [] };
  const north = { questionId: 2, codes: [0], missing: ['no_reply' as const] };
  expect(conditionOf([])).toBeNull();
  expect(conditionOf([yes])).toEqual({ kind: 'answer', ...yes });
  expect(conditionOf([yes, north])).toEqual({
    kind: 'and',
    of: [
      { kind: 'answer', ...yes },
      { kind: 'answer', ...north },
    ],
  });
});
