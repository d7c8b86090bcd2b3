import { describe, expect, test } from '@jest/globals';
import { criticalities } from '../../src/text/criticality.js';
import { readSentiment } from '../../src/text/read-sentiment.js';
import { readText } from '../../src/text/read-text.js';
import { loadSentimentModel } from '../../src/themes/load-tagger.js';

const model = loadSentimentModel();
const criticality = (text: string, question = '') =>
  readSentiment(readText(text), question, model).criticality;

test('the levels are 0 to 3, each in words', () => {
  expect(criticalities.map(({ level }) => level)).toEqual([0, 1, 2, 3]);
});

describe('how bad the worst statement is', () => {
  test.each([
    ['My carers are kind and I feel safe', 0],
    ['There are five children in the home.', 0],
    ['More trips', 1],
    ['It would be nice to have a bigger room', 1],
    ['My social worker never rings me back', 2],
    ['I am scared of the other boys', 2],
    ['A member of staff hit me and my arm was bruised', 3],
    ['I cut myself and nobody noticed', 3],
  ])('“%s” is %i', (text, level) => {
    expect(criticality(text, level === 1 ? 'What could be better?' : '')).toBe(level);
  });

  test('it is that of the worst clause, however good the rest is', () => {
    const good = 'The food is great. My room is lovely. I love my school.';
    expect(criticality(good)).toBe(0);
    expect(criticality(`${good} A member of staff punched me.`)).toBe(3);
  });

  test('harm that is denied is none', () => {
    expect(criticality('Nobody hits me here and I am never hungry')).toBeLessThan(3);
  });
});
