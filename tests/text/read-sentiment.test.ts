import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { questionPolarity } from '../../src/text/question-polarity.js';
import { readClauseSentiments, readSentiment } from '../../src/text/read-sentiment.js';
import { readText } from '../../src/text/read-text.js';
import { loadSentimentModel } from '../../src/themes/load-tagger.js';

const model = loadSentimentModel();
const read = (text: string, question = '') => readSentiment(readText(text), question, model);
const better = 'What could be better?';
const good = 'What is good about living here?';
const anything = 'Is there anything else you would like to tell us?';

describe('what a question asks for', () => {
  test.each([
    ['What could be better?', 'problems'],
    ['What would you change?', 'problems'],
    ['What do you not like about your home?', 'problems'],
    ['What do you like least?', 'problems'],
    ['How could we improve?', 'problems'],
    ['What is good about living here?', 'strengths'],
    ['What does the agency do well?', 'strengths'],
    ['What works well and what could be better?', 'open'],
    ['Any other comments', 'open'],
    ['', 'none'],
    ['Do you feel safe here?', 'whether good'],
    ['Have you ever been bullied here?', 'whether bad'],
    ['How often do you see your social worker?', 'whether good'],
    ['Is there anything you do not like?', 'problems'],
  ])('%s asks for %s', (question, polarity) => {
    expect(questionPolarity(question)).toBe(polarity);
  });
});

describe('short answers', () => {
  test.each([
    'Nothing',
    'nothing really',
    'nowt',
    'None.',
    "can't think of anything",
    'NOT A THING!',
  ])('“%s” is praise where problems are asked for and blame where strengths are', (text) => {
    expect(read(text, better).label).toBe('positive');
    expect(read(text, good).label).toBe('negative');
  });

  test('“Everything” is the other way round', () => {
    expect(read('Everything', better).label).toBe('negative');
    expect(read('everything!', good).label).toBe('positive');
  });

  test('nothing can be told from “nothing” without a question', () => {
    expect(['undetected', 'neutral']).toContain(read('nothing').label);
  });

  test.each([
    '',
    '...',
    '?',
    'n/a',
    'N/A.',
    'dont know',
    "don't know",
    'no comment',
    'asdfgh',
    '12',
    '-',
  ])('“%s” tells nothing, under any question', (text) => {
    for (const question of ['', better, good]) {
      expect(read(text, question)).toEqual({
        label: 'undetected',
        probability: 0,
        evidence: [],
        criticality: 0,
      });
    }
  });
});

/** Two texts that differ in little, and in their meaning. */
const pairs: [string, string, string][] = [
  ['They listen to me', 'They never listen to me', anything],
  ['I feel safe here', 'I do not feel safe here', anything],
  ['The food is nice', 'The food is not nice', anything],
  ['Staff are not rude', 'Staff are rude', anything],
  ['They are never late', 'They are always late', anything],
  ['I have no complaints', 'I have complained three times', anything],
  ['I am happy with my social worker', 'I would be happy if my social worker came', anything],
  ['It is good', 'It would be good if they asked us', anything],
  ['I used to be scared but now I feel safe', 'I used to feel safe but now I am scared', anything],
  [
    'It was horrible at first but it is great now',
    'It was great at first but it is horrible now',
    anything,
  ],
  ['Could not be better', 'Could be better', anything],
  ['They told me everything', 'They told me nothing', anything],
  ['My social worker always rings back', 'My social worker never rings back', anything],
  ['They give us all the help we need', 'They give us no help', anything],
];

describe('minimal pairs', () => {
  test.each(pairs)('“%s” is not “%s”', (positive, negative, question) => {
    expect(read(positive, question).label).toBe('positive');
    expect(['negative', 'mixed']).toContain(read(negative, question).label);
  });

  test('a comment that is for and against is mixed, with words of both sides', () => {
    const text = 'The staff are lovely but the food is horrible';
    const { label, evidence } = read(text);
    expect(label).toBe('mixed');
    const words = evidence.map(({ start, end }) => text.slice(start, end)).join(' ');
    expect(words).toMatch(/lovely/);
    expect(words).toMatch(/horrible/);
  });

  test('a wish is no praise', () => {
    for (const wish of [
      'More trips',
      'It would be better if we could see our friends',
      'I wish they would listen',
    ]) {
      expect(read(wish, better).label).toBe('negative');
    }
  });
});

describe('answers to a question whether something is so', () => {
  test('are good or bad by what the question asks after', () => {
    expect(read('yes', 'Do you feel safe here?').label).toBe('positive');
    expect(read('not at all', 'Do you feel safe here?').label).toBe('negative');
    expect(read('Yes.', 'Have you ever been bullied here?').label).toBe('negative');
    expect(read('never', 'Have you ever been bullied here?').label).toBe('positive');
    expect(read('never', 'How often do you see your social worker?').label).toBe('negative');
    expect(read('yes', anything).label).toBe('undetected');
  });
});

describe('the clauses of a comment', () => {
  const clausesOf = (text: string, question = '') =>
    readClauseSentiments(readText(text), question, model).map(
      ({ start, end, label }): [string, string] => [text.slice(start, end), label],
    );

  test('come in order, each with its words and its own label', () => {
    expect(clausesOf('My carers are kind. But the house is dirty and cold.')).toEqual([
      ['My carers are kind.', 'positive'],
      ['But the house is dirty and cold.', 'negative'],
    ]);
  });

  test('a set answer is one, and nothing gives none', () => {
    expect(clausesOf('Nothing', better)).toEqual([['Nothing', 'positive']]);
    expect(clausesOf('')).toEqual([]);
    expect(clausesOf('...')).toEqual([]);
  });
});

test('probabilities are 0 to 1 and evidence lies in the text, for any text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', better, good),
      (text, question) => {
        const { probability, evidence, criticality } = read(text, question);
        expect([0, 1, 2, 3]).toContain(criticality);
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
        let end = 0;
        for (const span of evidence) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});
