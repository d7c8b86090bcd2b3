import { describe, expect, test } from '@jest/globals';
import { missingOf } from '../../../src/imports/columns/missing-wording.js';
import { guessOptions, unjudgedOptions } from '../../../src/imports/columns/option-polarity.js';

const marks = { positive: '+', negative: '-', neutral: '', excluded: 'x' };
const read = (question: string, labels: string[]) =>
  guessOptions(question, labels).options.map(({ label, polarity, missing }) =>
    missing ? `${label} ${missing}` : `${label}${marks[polarity]}`,
  );
const agreement = [
  'Disagree',
  'Agree',
  'Strongly agree',
  'Strongly disagree',
  'Neither agree nor disagree',
];

describe('agreement', () => {
  test('is put in order, agreeing good', () => {
    expect(read('Staff listen to me', agreement)).toEqual([
      'Strongly agree+',
      'Agree+',
      'Neither agree nor disagree',
      'Disagree-',
      'Strongly disagree-',
    ]);
  });

  test.each([
    'The process took too long',
    'The TOC is too slow to assess projects',
    'It is hard to get respite when I need it',
    'I am often scared here',
    'Meetings start late',
    'Staff do not do enough, and they are late',
    'There are obstacles that have prevented me from taking part',
  ])('with “%s” is bad', (question) => {
    expect(read(question, agreement)[0]).toBe('Strongly agree-');
  });

  test.each([
    'Staff are never late',
    'I am not scared here',
    'The agency minimises delay for children',
    'Staff deal with bullying well',
    'There is someone to talk to when you are worried',
  ])('with “%s” is good', (question) => {
    expect(read(question, agreement)[0]).toBe('Strongly agree+');
  });

  test('is a scale even where nobody disagreed', () => {
    expect(read('I agree with the plan', ['Agree', 'Strongly agree'])).toEqual([
      'Strongly agree+',
      'Agree+',
    ]);
  });
});

describe('yes and no', () => {
  test.each([
    ['Do staff listen to you?', ['Yes+', 'No-']],
    ['Have you been bullied in this home?', ['Yes-', 'No+']],
    ['Have you been physically restrained here?', ['Yes-', 'No+']],
    ['Have you made a complaint here?', ['Yes', 'No']],
    ['Do you ever drink alcohol?', ['Yes', 'No']],
    ['Do you eat steak?', ['Yes', 'No']],
    ['own_animals', ['Yes', 'No']],
  ])('to “%s” is %j', (question, expected) => {
    expect(read(question, ['Yes', 'No'])).toEqual(expected);
  });

  test('may be said in a child’s words', () => {
    expect(
      read('Do you like living in this home?', ['No', "It's OK", 'Yes I do', 'Not really']),
    ).toEqual(['Yes I do+', "It's OK", 'Not really-', 'No-']);
    expect(
      read('Were you told?', ['Yes but I did not understand it', 'No', 'Yes and I understood it']),
    ).toEqual(['Yes and I understood it+', 'Yes but I did not understand it', 'No-']);
  });
});

describe('other scales', () => {
  test.each([
    [
      ['Poor', 'Very good', 'OK', 'Very poor', 'Good'],
      ['Very good+', 'Good+', 'OK', 'Poor-', 'Very poor-'],
    ],
    [
      ['Never', 'Always', 'Sometimes', 'Most of the time'],
      ['Always+', 'Most of the time+', 'Sometimes', 'Never-'],
    ],
    [
      ['very_dissatisfied', 'somewhat_satisfied', 'neither_satisfied', 'very_satisfied'],
      ['very_satisfied+', 'somewhat_satisfied+', 'neither_satisfied', 'very_dissatisfied-'],
    ],
    [
      ['Not at all well', 'Very well', 'Fairly well', 'Not very well'],
      ['Very well+', 'Fairly well+', 'Not very well-', 'Not at all well-'],
    ],
  ])('%j', (labels, expected) => {
    expect(read('What do you think of the food?', labels)).toEqual(expected);
  });

  test('of numbers take their middle from the ends that the question names', () => {
    expect(
      read('Rate this home from 1 (very poor) to 5 (very good)', ['4', '1', '3', '2']),
    ).toEqual(['1-', '2-', '3', '4+']);
  });

  test('of quality put “excellent” above “very good”', () => {
    expect(read('Staff', ['Very good', 'Poor', 'Excellent'])).toEqual([
      'Excellent+',
      'Very good+',
      'Poor-',
    ]);
  });

  test('of numbers keep apart the numbers that stand for no answer', () => {
    expect(read('q1_safe', ['99', '1', '3', '2', '-9'])).toEqual([
      '1',
      '2',
      '3',
      '99 no_reply',
      '-9 no_reply',
    ]);
    expect(read('How many?', ['97', '98', '99', '100'])).toEqual(['97', '98', '99', '100']);
  });

  test('are not made of times of day or ranges', () => {
    expect(read('When?', ['10:30', '08:15', '09:00'])).toEqual(['08:15', '09:00', '10:30']);
    expect(read('Age', ['6-10', '1-2', '3-5'])).toEqual(['1-2', '3-5', '6-10']);
  });

  test('of numbers without words say nothing about good or bad', () => {
    expect(read('Put in order', ['1', '2', '3'])).toEqual(['1', '2', '3']);
  });

  test('of times and amounts keep their order, none good or bad', () => {
    expect(
      read('How long?', ['1-5 years', 'Less than 1 year', 'More than 20 years', '6-10 years']),
    ).toEqual(['Less than 1 year', '1-5 years', '6-10 years', 'More than 20 years']);
    expect(read('Income', ['$150,000+', '$0 - $24,999', '$25,000 - $49,999'])).toEqual([
      '$0 - $24,999',
      '$25,000 - $49,999',
      '$150,000+',
    ]);
    expect(read('How many?', ['Three or more', 'One', 'Two', "Don't know"])).toEqual([
      'One',
      'Two',
      'Three or more',
      "Don't know dont_know",
    ]);
    expect(read('How many times?', ['Less often', 'Weekly', 'Daily', 'Monthly'])).toEqual([
      'Daily',
      'Weekly',
      'Monthly',
      'Less often',
    ]);
  });
});

test.each([
  ["Don't know", 'dont_know'],
  ['Don’t know', 'dont_know'],
  ["I'm not sure", 'dont_know'],
  ["I can't remember", 'dont_know'],
  ['dont_know', 'dont_know'],
  ['N/A', 'not_applicable'],
  ['Unfamiliar (N/A)', 'not_applicable'],
  ['Does not apply to me', 'not_applicable'],
  ['Prefer not to say', 'prefer_not'],
  ['I would rather not say', 'prefer_not'],
  ["I don't know what that is", undefined],
  ['I am unsure whether I am qualified', undefined],
  ['No', undefined],
])('“%s” is %s', (label, kind) => {
  expect(missingOf(label)).toBe(kind);
});

test.each([
  [['Always', 'Never', '-1'], '-1 not_applicable'],
  [['1', '2', '3', '-1'], '-1 not_applicable'],
  [['1', '2', '3', '98'], '98 dont_know'],
  [
    ['Agree', 'Strongly agree', 'Disagree', 'My child has not been bullied'],
    'My child has not been bullied not_applicable',
  ],
])('of %j, “%s” is no answer', (labels, expected) => {
  expect(read('Are you treated well here?', labels).at(-1)).toBe(expected);
});

test('of several that may be chosen, “Don’t know” is no answer', () => {
  const { options } = unjudgedOptions(['Sport', 'Music', "Don't know"]);
  expect(options.map(({ missing }) => missing)).toEqual([undefined, undefined, 'dont_know']);
});

describe('the direction of a scale of numbers', () => {
  const first = (question: string, labels = ['1', '2', '3', '4', '5']) => read(question, labels)[0];

  test.each([
    ['Rate your home: 1 = very poor, 5 = very good', '1-'],
    ['Rate your home (1 = very good, 5 = very poor)', '1+'],
    ['The process took too long (1 = strongly disagree, 5 = strongly agree)', '1+'],
    ['I feel safe (1 = strongly disagree, 5 = strongly agree)', '1-'],
    ['How worried are you, from 1 (not at all worried) to 5 (extremely worried)?', '1+'],
    ['Rank the films, 1 being your favourite and 5 your least favourite', '1'],
    ['How many stars?', '1'],
  ])('of “%s” begins with %s', (question, expected) => {
    expect(first(question)).toBe(expected);
  });

  test('is told by the labels of its ends', () => {
    expect(first('The food', ['1 - Excellent', '2', '3', '4', '5 - Poor'])).toBe('1 - Excellent+');
    expect(
      first('The food', ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10 - Excellent']),
    ).toBe('0-');
  });
});

test.each([
  [
    ['Quite worried', 'Not at all worried', 'Very worried', 'Not very worried'],
    ['Not at all worried+', 'Not very worried+', 'Quite worried-', 'Very worried-'],
  ],
  [
    ['Much worse', 'About the same', 'Better', 'Much better', 'Worse'],
    ['Much better+', 'Better+', 'About the same', 'Worse-', 'Much worse-'],
  ],
  [
    ['Not important', 'Very important', 'Quite important'],
    ['Very important', 'Quite important', 'Not important'],
  ],
  [
    ['Very easy', 'Difficult', 'Easy', 'Very difficult'],
    ['Very easy+', 'Easy+', 'Difficult-', 'Very difficult-'],
  ],
])('%j are a scale', (labels, expected) => {
  expect(read('What about school?', labels)).toEqual(expected);
});

test('to be likely to leave is bad', () => {
  const labels = ['Very likely', 'Likely', 'Unlikely', 'Very unlikely'];
  expect(read('How likely are you to leave your job?', labels)[0]).toBe('Very likely-');
  expect(read('How likely are you to recommend us?', labels)[0]).toBe('Very likely+');
});

test('“Not sure” beside one answer is the other answer', () => {
  expect(read('Are you a fan?', ['Yes', 'Not sure'])).toEqual(['Yes', 'Not sure']);
});
