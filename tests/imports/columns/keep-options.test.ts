import { describe, expect, test } from '@jest/globals';
import { editMapping } from '../../../src/imports/columns/edit-mapping.js';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { mappingToKeep } from '../../../src/imports/columns/mapping-to-keep.js';
import { prepareImport } from '../../../src/imports/prepare/prepare-import.js';
import type { Mapping, QuestionMapping } from '../../../src/imports/import-types.js';
import { columnTable, questionOf } from '../survey-table.js';

const heading = 'How is the food?';
const known = mappingToKeep(
  guessMapping(columnTable(heading, { 'Very good': 9, 'Quite bad': 7, 'Don’t know': 4 })),
);
const read = (cells: Record<string, number>, ...confirmed: Mapping[]) =>
  questionOf(guessMapping(columnTable(heading, cells), ...confirmed, known), heading);
const counts = ({ options }: QuestionMapping) =>
  Object.fromEntries(options.map(({ label, count }) => [label, count]));

describe('answers beside those known', () => {
  test('are the same whatever their case, punctuation and apostrophes', () => {
    const question = read({ 'very good!': 5, 'Very good': 2, 'Quite-bad': 6, 'Dont know': 3 });
    expect(counts(question)).toEqual({ 'Very good': 7, 'Quite bad': 6, 'Don’t know': 3 });
    expect(question.options.at(-1)?.missing).toBe('dont_know');
    expect(question.compared).toBeUndefined();
  });

  test('are the known ones renamed where hardly a word changed, and else new', () => {
    const question = read({ 'It is very good': 5, 'Quite good': 6, 'Not sure at all': 2 });
    expect(counts(question)).toMatchObject({ 'Very good': 5, 'Quite good': 6 });
    expect(question.compared).toMatchObject({
      renamed: [
        { from: 'Very good', to: 'It is very good', isSame: true },
        { from: 'Quite bad', to: 'Quite good', isSame: false },
      ],
    });
  });

  test.each([
    ['Agree', 'Disagree'],
    ['Safe', 'Unsafe'],
    ['Ages 8 to 10', 'Ages 8 to 11'],
    ['Foster mother', 'Foster father'],
    ['Ever', 'Never'],
  ])('never take %j for %j', (before, after) => {
    const mapping = guessMapping(columnTable('Which?', { [before]: 9, Other: 5 }));
    const next = guessMapping(columnTable('Which?', { [after]: 9, Other: 5 }), mapping);
    expect(counts(questionOf(next, 'Which?'))).toMatchObject({ [after]: 9 });
  });
});

test('a renamed answer has the code of the known one, this year and the next', () => {
  const table = columnTable(heading, { 'It is very good': 5, 'Quite bad': 2 });
  const mapping = guessMapping(table, known);
  const [question] = prepareImport(table, mapping, { fileName: 'a.csv', groupKey: null }).questions;
  expect(question?.options.map(({ label }) => label)).toEqual(['Very good', 'Quite bad']);
  expect([...(question?.columns[0]?.cells ?? [])]).toEqual([0, 0, 0, 0, 0, 1, 1]);
  const next = read({ 'It is very good': 4, 'Quite bad': 3 }, mappingToKeep(mapping));
  expect(counts(next)).toEqual({ 'Very good': 4, 'Quite bad': 3 });
  expect(next.compared?.renamed).toEqual([]);
});

test('a wording that only one or two people gave is not kept', () => {
  const table = columnTable(heading, { 'It is very good': 2, 'Quite bad': 2 });
  expect(JSON.stringify(mappingToKeep(guessMapping(table, known)))).not.toContain('It is very');
});

test('an officer may make a new answer of a renamed one, and say in the same breath how it counts', () => {
  const table = columnTable(heading, { 'It is very good': 5, 'Quite bad': 2 });
  const mapping = guessMapping(table, known);
  const edited = editMapping(
    table,
    mapping,
    {
      columns: [],
      questions: [
        {
          key: 'how is the food',
          options: [{ label: 'Quite bad', polarity: 'neutral' }],
          askedOfAll: false,
          dontKnowInBase: true,
          renamed: [{ from: 'Very good', to: 'It is very good', isSame: false }],
        },
      ],
    },
    known,
  );
  const question = questionOf(edited, heading);
  expect(counts(question)).toEqual({ 'It is very good': 5, 'Quite bad': 2 });
  expect(question.options.find(({ label }) => label === 'Quite bad')?.polarity).toBe('neutral');
  expect(question.compared?.renamed).toMatchObject([{ isSame: false }]);
});
