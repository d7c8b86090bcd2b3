import { expect, test } from '@jest/globals';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { guessOptions } from '../../../src/imports/columns/option-polarity.js';
import { surveyTable } from '../survey-table.js';

const marks = { positive: '+', negative: '-', neutral: '', excluded: 'x' };
const read = (question: string, labels: string[]) =>
  guessOptions(question, labels).options.map(({ label, polarity, missing }) =>
    missing ? `${label} ${missing}` : `${label}${marks[polarity]}`,
  );

test('“N/A” beside one answer is no answer', () => {
  expect(read('q13', ['NA', 'I told somebody'])).toEqual(['I told somebody', 'NA not_applicable']);
  expect(read('q13', ['N/A'])).toEqual(['N/A not_applicable']);
});

test('a scale begins at 1 though nobody chose its first points', () => {
  expect(read('How satisfied are you, where 10 is best?', ['7', '4', '9', '10'])).toEqual([
    '4-',
    '7+',
    '9+',
    '10+',
  ]);
});

test.each([
  ['How likely are you to come again?', ['Absolutely', 'Very likely', 'Unlikely']],
  ['What do you think of us?', ['Very positive', 'Somewhat positive', 'Somewhat negative']],
])('“%s” has good and bad answers %j', (question, labels) => {
  expect(read(question, labels)).toEqual([`${labels[0]}+`, `${labels[1]}+`, `${labels[2]}-`]);
});

const shapes = (...answers: string[]) => {
  const table = surveyTable(['How do you rate? | Food', 'How do you rate? | Rooms'], [answers]);
  return guessMapping(table).columns.map(({ role }) => role);
};

test('the rows of a grid are questions of their own, of one response too', () => {
  expect(shapes('Good', 'Poor')).toEqual(['closed', 'closed']);
  expect(shapes('5', '4')).toEqual(['closed', 'closed']);
  expect(shapes('Used it often', 'Used it often')).not.toContain('multiple_part');
  expect(shapes('Food', '')).toEqual(['multiple_part', 'multiple_part']);
});
