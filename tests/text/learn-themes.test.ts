import { describe, expect, test } from '@jest/globals';
import { decodeLearning, encodeLearning } from '../../src/text/encode-learning.js';
import { leastComments, learnThemes } from '../../src/text/learn-themes.js';
import { createLearned } from '../../src/text/read-learned.js';
import { readText } from '../../src/text/read-text.js';
import { themeFeatures } from '../../src/text/theme-features.js';

const contextOf = (ruleKeys: readonly string[]) => ({
  question: 'What is good?',
  sentiment: 'neutral',
  ruleKeys,
});

const openings = ['we have', 'I like', 'they bought', 'there is', 'my carer loves', 'please get'];
const things = [
  'a chair',
  'the garden',
  'football',
  'new shoes',
  'my teacher',
  'the bus',
  'a film',
];

const keysWhere = (...found: [key: string, isThere: boolean][]) =>
  found.flatMap(([key, isThere]) => (isThere ? [key] : []));

/**
 * The rules find guitars and miss drums, and take every film for music: people know better. Of the garden
 * nobody can say from the words which comments people mean.
 */
const coded = Array.from({ length: 360 }, (_, at) => {
  const instrument = ['a guitar', 'drums', 'nothing of it'][at % 3] ?? '';
  const thing = things[at % 7] ?? '';
  const isFilm = thing === 'a film';
  const text = `${openings[at % 6]} ${instrument} and ${thing} ${at % 5}`;
  const ruleKeys = keysWhere(
    ['music', at % 3 === 0 || isFilm],
    ['screens', isFilm],
    ['garden', at % 13 < 2],
  );
  const features = themeFeatures(readText(text), contextOf(ruleKeys));
  const keys = keysWhere(
    ['music', at % 3 < 2],
    ['screens', isFilm],
    ['garden', at % 13 < 3],
    ['rare', at < 5],
  );
  return { features, keys, ruleKeys };
});
const learning = learnThemes(coded);
const read = createLearned(learning);
const learnedOf = (text: string, ruleKeys: readonly string[] = []) =>
  read(readText(text), contextOf(ruleKeys));
const learned = (key: string) => learning.themes.find((theme) => theme.key === key);

describe('themes learned from what people have confirmed', () => {
  test('are suggested where the rules miss them, by the words that weigh most', () => {
    const { suggested } = learnedOf('My brother plays drums all day');
    expect(suggested.map(({ key }) => key)).toEqual(['music']);
    const [{ confidence, evidence } = { confidence: 0, evidence: [] }] = suggested;
    expect(confidence).toBeGreaterThan(0.5);
    expect(
      evidence.map(({ start, end }) => 'My brother plays drums all day'.slice(start, end)),
    ).toEqual(['drums']);
  });

  test('are doubted where the rules find what people do not', () => {
    const film = learnedOf('I like nothing of it and a film 3', ['screens', 'music']);
    expect(film.doubted).toEqual(['music']);
  });

  test('say nothing where that is no gain on the rules', () => {
    expect(learned('screens')).toMatchObject({ use: 'nothing', byRules: { f1: 1 } });
    expect(learned('garden')?.use).toBe('nothing');
    expect(learned('music')?.use).toBe('decides');
  });

  test('need enough comments, in all and of the theme', () => {
    expect(learned('rare')).toBeUndefined();
    expect(() => learnThemes(coded.slice(0, leastComments - 1))).toThrow(RangeError);
  });

  test('have the figures that counting gives', () => {
    const byRules = coded.filter(({ ruleKeys }) => ruleKeys.includes('music'));
    const right = byRules.filter(({ keys }) => keys.includes('music')).length;
    expect(learned('music')?.confirmed).toBe(240);
    expect(learned('music')?.byRules.precision).toBeCloseTo(right / byRules.length, 12);
    expect(learned('music')?.byRules.recall).toBeCloseTo(right / 240, 12);
  });

  test('are the same for the same comments, and after they were kept', () => {
    expect(learnThemes(coded)).toEqual(learning);
    expect(decodeLearning(encodeLearning(learning))).toEqual(learning);
  });
});
