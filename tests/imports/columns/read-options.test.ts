import { expect, test } from '@jest/globals';
import { guessOptions } from '../../../src/imports/columns/option-polarity.js';

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
