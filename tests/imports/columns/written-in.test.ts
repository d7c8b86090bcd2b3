import { describe, expect, test } from '@jest/globals';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { prepareImport } from '../../../src/imports/prepare/prepare-import.js';
import { missingKindOf } from '../../../src/surveys/answer-codes.js';
import { columnTable, questionOf } from '../survey-table.js';

const heading = 'What stops you? (select one of the choices below)';
const writtenIn = (count: number, of = 'reason') =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${of} number ${at}`, 1]));
const table = columnTable(heading, {
  'Too far': 40,
  'Too dear': 30,
  ...writtenIn(15),
  "Don't know": 1,
});
const mapping = guessMapping(table);
const counts = (text = heading, own = mapping) =>
  questionOf(own, text).options.map(({ label, count }) => [label, count]);

describe('answers that were written in beside those offered', () => {
  test('are counted together, last, with the reason given', () => {
    expect(counts()).toEqual([
      ['Too far', 40],
      ['Too dear', 30],
      ["Don't know", 1],
      ['Other answers', 15],
    ]);
    expect(questionOf(mapping, heading).reason).toMatch(
      /counted as “Other answers” and kept as comments\.$/,
    );
  });

  test('keep their words as comments, and no answer is lost', () => {
    const { questions, comments, openQuestions } = prepareImport(table, mapping, {
      fileName: 'a.csv',
      groupKey: null,
    });
    const cells = Array.from(questions[0]?.columns[0]?.cells ?? []);
    const labels = cells.map(
      (cell) => questions[0]?.options[cell]?.label ?? missingKindOf(cell, 'u8'),
    );
    expect(labels.filter((label) => label === 'Other answers')).toHaveLength(15);
    expect(labels.at(-1)).toBe('dont_know');
    expect(openQuestions).toEqual([
      { key: expect.stringContaining('other answers'), text: `${heading}: Other answers` },
    ]);
    expect(comments).toHaveLength(15);
    expect(comments[0]).toMatchObject({ position: 70, text: 'reason number 0' });
  });

  test('may be confirmed as no answer', () => {
    const questions = mapping.questions.map((question) => ({
      ...question,
      options: question.options.map((option) =>
        option.label === 'Other answers'
          ? { ...option, missing: 'not_applicable' as const }
          : option,
      ),
    }));
    const prepared = prepareImport(
      table,
      { ...mapping, questions },
      { fileName: 'a.csv', groupKey: null },
    );
    const cells = Array.from(prepared.questions[0]?.columns[0]?.cells ?? []);
    expect(cells.filter((cell) => missingKindOf(cell, 'u8') === 'not_applicable')).toHaveLength(15);
    expect(prepared.questions[0]?.options.map(({ label }) => label)).toEqual([
      'Too far',
      'Too dear',
    ]);
    expect(prepared.comments).toHaveLength(15);
  });

  test('of next year’s file join those of this year, new answers of many do not', () => {
    const next = columnTable(heading, { 'Too far': 20, 'No bus': 9, ...writtenIn(4, 'matter') });
    expect(counts(heading, guessMapping(next, mapping))).toEqual([
      ['Too far', 20],
      ['No bus', 9],
      ['Other answers', 4],
    ]);
  });
});

test('a handful of rare answers stay options: they may all have been offered', () => {
  const few = columnTable('Which?', { A: 40, B: 30, C: 2, D: 1, E: 1 });
  expect(counts('Which?', guessMapping(few)).map(([label]) => label)).toEqual([
    'A',
    'B',
    'C',
    'D',
    'E',
  ]);
});
