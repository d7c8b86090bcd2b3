import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  groupRates,
  ratesForGroups,
  type AskedQuestion,
  type StoredColumn,
} from '../../src/statistics/rates.js';
import { questionCounter } from '../../src/statistics/count-question.js';
import { missingCode } from '../../src/surveys/answer-codes.js';

const question: AskedQuestion = {
  id: 1,
  text: 'Have you been restrained here?',
  kind: 'single',
  role: null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: true,
  options: [
    { code: 0, label: 'Yes', polarity: 'negative' },
    { code: 1, label: 'No', polarity: 'positive' },
    { code: 2, label: 'I would rather write about it', polarity: 'neutral' },
    { code: 3, label: 'I was not here yet', polarity: 'excluded' },
  ],
};
const groupNames = new Map([
  [0, 'Child'],
  [1, 'Adopters'],
]);

const dontKnow = missingCode('dont_know', 'u8');
const noReply = missingCode('no_reply', 'u8');
const cellsOf = (...runs: [count: number, cell: number][]) =>
  runs.flatMap(([count, cell]) => Array.from({ length: count }, () => cell));
const column = (cells: number[], optionCode = -1): StoredColumn => ({
  importId: 1,
  questionId: 1,
  optionCode,
  encoding: 'u8',
  cells: Uint8Array.from(cells),
});
const groupQuestion: AskedQuestion = {
  ...question,
  id: 2,
  text: 'I am a',
  kind: 'attribute',
  role: 'respondent_group',
};
const counted = (asked: AskedQuestion, columns: StoredColumn[], groups: number[] = []) => {
  const stored = [...columns, { ...column(groups), questionId: 2 }];
  const count = questionCounter(stored, { by: groupQuestion, where: null });
  return { question: asked, counted: count(asked), groupNames };
};
const ratesOf = (asked: AskedQuestion, ...columns: StoredColumn[]) =>
  ratesForGroups(counted(asked, columns), []);

describe('a negative rate', () => {
  const restrained = column(cellsOf([51, 0], [47, 1], [2, dontKnow], [4, noReply]));

  it('has those who do not know in its base, or not: 51% of 100, 52% of 98', () => {
    const negative = (dontKnowInBase: boolean) =>
      ratesOf({ ...question, dontKnowInBase }, restrained).negative;
    expect(negative(true)).toMatchObject({ numerator: 51, base: 100, percentage: 51 });
    expect(negative(false)).toMatchObject({ numerator: 51, base: 98, percentage: 52 });
  });

  it('counts neutral answers in its base alone, and excluded answers nowhere', () => {
    const rates = ratesOf(question, column(cellsOf([10, 0], [20, 1], [10, 2], [60, 3])));
    expect(rates.negative).toMatchObject({ numerator: 10, base: 40, percentage: 25 });
    expect(rates.options.map(({ count, percentage }) => [count, percentage])).toEqual([
      [10, 25],
      [20, 50],
      [10, 25],
      [60, null],
    ]);
  });

  it('is none where no answer is negative, and has no percentage on an empty base', () => {
    const options = question.options.map((option) => ({ ...option, polarity: 'neutral' as const }));
    expect(ratesOf({ ...question, options }, restrained).negative).toBeNull();
    const empty = ratesOf(question, column(cellsOf([3, noReply])));
    expect(empty.negative).toMatchObject({ numerator: 0, base: 0, percentage: null });
  });
});

describe('a multiple choice', () => {
  it('has everybody who answered in its base, whatever they ticked', () => {
    const asked = { ...question, kind: 'multiple' as const };
    const [first, second] = [
      column(cellsOf([6, 1], [4, 0], [5, noReply]), 0),
      column(cellsOf([2, 1], [8, 0], [5, noReply]), 1),
    ];
    const rates = ratesOf(asked, first, second);
    expect(rates).toMatchObject({ base: 10, missing: { no_reply: 5 }, negative: null });
    expect(rates.options.slice(0, 2).map(({ percentage }) => percentage)).toEqual([60, 20]);
  });
});

describe('respondent groups', () => {
  it('leave out a group of which nobody replied', () => {
    const one = counted(question, [column([0, 1, noReply])], [0, 0, 1]);
    expect(groupRates(one).map(({ groupKey, base }) => [groupKey, base])).toEqual([['child', 2]]);
  });

  it('add up to everybody, however they are mixed', () => {
    const cell = fc.constantFrom(0, 1, 2, 3, dontKnow, noReply);
    const rows = fc.array(fc.tuple(cell, fc.constantFrom(0, 1)), { maxLength: 60 });
    fc.assert(
      fc.property(rows, (answers) => {
        const cells = answers.map(([answer]) => answer);
        const groups = answers.map(([, group]) => group);
        const one = counted(question, [column(cells)], groups);
        const [all, child, adopter] = [[], ['child'], ['adopter']].map((keys) =>
          ratesForGroups(one, keys),
        );
        expect(all?.base).toBe((child?.base ?? 0) + (adopter?.base ?? 0));
        expect(all?.base).toBe(cells.filter((own) => own !== 3 && own !== noReply).length);
        expect(ratesForGroups(one, ['child', 'adopter'])).toEqual(all);
      }),
    );
  });
});
