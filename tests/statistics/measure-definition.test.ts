import { describe, expect, test } from '@jest/globals';
import type { AskedQuestion } from '../../src/statistics/asked-question.js';
import {
  askedFor,
  bestFirst,
  countedCodes,
  proposedScores,
  type MeasureDefinition,
} from '../../src/statistics/measure-definition.js';
import type { Polarity } from '../../src/surveys/words.js';

const question = (...options: [label: string, polarity: Polarity][]): AskedQuestion => ({
  id: 1,
  text: 'How good is it?',
  kind: 'scale',
  role: null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: true,
  options: options.map(([label, polarity], code) => ({ code, label, polarity })),
});

const definition = (some: Partial<MeasureDefinition>): MeasureDefinition => ({
  counted: 'options',
  optionCodes: [],
  scores: [],
  groupKeys: [],
  groupsApart: false,
  dontKnowInBase: true,
  condition: null,
  otherWaveIds: [],
  ...some,
});

const bestAbove = question(
  ['Very good', 'positive'],
  ['Good', 'positive'],
  ['So-so', 'neutral'],
  ['Poor', 'negative'],
  ['Very poor', 'negative'],
  ['I was not there', 'excluded'],
);
/** "It took too long": to agree is negative, though the scale begins with it. */
const reversed = question(
  ['Strongly agree', 'negative'],
  ['Agree', 'negative'],
  ['Neither', 'neutral'],
  ['Disagree', 'positive'],
  ['Strongly disagree', 'positive'],
);
const labels = (options: AskedQuestion['options']) => options.map(({ label }) => label);

describe('the best answers of a scale', () => {
  test('are the first ones, without what is outside the base', () => {
    expect(labels(bestFirst(bestAbove.options))).toEqual([
      'Very good',
      'Good',
      'So-so',
      'Poor',
      'Very poor',
    ]);
    expect(countedCodes(bestAbove, definition({ counted: 'top_two' }))).toEqual([0, 1]);
  });

  test('are the last ones where those are positive', () => {
    expect(countedCodes(reversed, definition({ counted: 'top_two' }))).toEqual([3, 4]);
    expect(proposedScores(reversed)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
  });

  test('are the first ones where nothing says which end is better', () => {
    const plain = question(['A', 'neutral'], ['B', 'neutral'], ['C', 'neutral']);
    expect(countedCodes(plain, definition({ counted: 'top_two' }))).toEqual([0, 1]);
  });

  test('are found by the one end that has a polarity', () => {
    const onlyBad = question(['Awful', 'negative'], ['Middling', 'neutral'], ['Fine', 'neutral']);
    expect(labels(bestFirst(onlyBad.options))).toEqual(['Fine', 'Middling', 'Awful']);
  });
});

describe('what is in the base', () => {
  test('is an answer that is counted, whatever the question says of it', () => {
    const asked = askedFor(bestAbove, definition({ optionCodes: [5] }));
    expect(asked.options[5]?.polarity).toBe('neutral');
    expect(bestAbove.options[5]?.polarity).toBe('excluded');
  });

  test('of a mean is nothing without a score, and nobody who does not know', () => {
    const scores: [number, number][] = [
      [0, 5],
      [4, 1],
    ];
    const asked = askedFor(bestAbove, definition({ counted: 'mean', scores }));
    const inBase = asked.options.filter(({ polarity }) => polarity !== 'excluded');
    expect(labels(inBase)).toEqual(['Very good', 'Very poor']);
    expect(asked.dontKnowInBase).toBe(false);
  });

  test('is what is negative now for the negative answers', () => {
    expect(countedCodes(reversed, definition({ counted: 'negative' }))).toEqual([0, 1]);
  });
});
