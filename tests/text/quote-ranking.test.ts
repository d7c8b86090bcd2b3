import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  partWeights,
  rankQuotes,
  scoreQuotes,
  type QuoteComment,
} from '../../src/text/quote-ranking.js';

const own = (...texts: string[]): QuoteComment[] =>
  texts.map((text, id) => ({ id, text, respondent: `person ${id}` }));
const partsOf = (text: string) => scoreQuotes(own(text, 'Staff listen to us'))[0]?.parts;
const texts = (ranked: readonly QuoteComment[]) => ranked.map(({ text }) => text);

describe('the clarity of a comment read alone', () => {
  test.each([
    ['Staff sit down with me and listen to what I say', 1],
    ['Because of what they said to me the day before', 0.4],
    ['STAFF NEVER LISTEN TO WHAT I HAVE TO SAY', 0.5],
    ['Too slow', 0.5],
    ['The carers were kind, see above for more', 0],
    ['In terms of the service I feel that it works', 0.6],
    ['If my social worker had come when she would have', 0.4],
  ])('of “%s” is %d', (text, clarity) => {
    expect(partsOf(text)?.clarity).toBeCloseTo(clarity);
  });

  test('is less for each fault', () => {
    // Starts with "this" (.4), a fragment (.5), in capitals (.5).
    expect(partsOf('THIS IS BAD')?.clarity).toBeCloseTo(0.4 * 0.5 * 0.5);
  });
});

test('a quote fits from 12 to 45 words, less in proportion below, and not at all from twice the most', () => {
  const fits = (words: number) => partsOf('carer '.repeat(words).trim())?.length;
  expect([3, 12, 45, 60, 90, 120].map(fits)).toEqual([0.25, 1, 1, expect.closeTo(2 / 3, 10), 0, 0]);
});

test('the comment that shares most with the others is the most central', () => {
  const [first, second, third] = scoreQuotes(
    own('Staff listen to us', 'Staff listen to us at meetings', 'The bus was late'),
  ).map(({ parts }) => parts.centrality);
  expect(Math.max(first ?? 0, second ?? 0)).toBe(1);
  expect(third).toBeLessThan(Math.min(first ?? 0, second ?? 0));
});

test('what speaks against a comment is told, with its length', () => {
  const told = scoreQuotes(own('This was bad', 'Staff here always sit down and listen'));
  expect(told.map(({ faults, words }) => ({ faults, words }))).toEqual([
    { faults: ['starts with a word that points to something not said', 'is a fragment'], words: 3 },
    { faults: [], words: 7 },
  ]);
});

test.each([
  ['My brother was moved because the court was late', 1],
  ['My brother was moved to another town', 0.5],
  ['Brothers are moved because the court is late', 0.5],
  ['Brothers are moved to another town', 0],
])('“%s” tells %d of what somebody went through', (text, telling) => {
  expect(partsOf(text)?.telling).toBe(telling);
});

test('a comment that shares no word with any other stands for nothing: half of its score is left', () => {
  const others = ['Staff listen to us each day in the home', 'Staff listen to us when we are sad'];
  const alone = scoreQuotes(
    own(...others, 'Pizza with cheese makes my brother happy on birthdays'),
  )[2];
  // Nine words (9 of the 12 that fit), about oneself ("my") and without a turn.
  expect(alone?.parts).toMatchObject({ clarity: 1, length: 0.75, telling: 0.5 });
  const whole = 0.25 * (alone?.parts.centrality ?? 0) + 0.35 + 0.25 * 0.75 + 0.15 * 0.5;
  expect(alone?.score).toBeCloseTo(whole / 2);
});

describe('ranking quotes', () => {
  const listening = 'Staff here sit down with me and listen to every word';
  const food = 'The cook asks each of us what we would like for tea';

  test('leaves out what is nearly the same as one before it', () => {
    const ranked = rankQuotes(own(listening, `${listening}!`, food), 10);
    expect(texts(ranked).sort()).toEqual([listening, food].sort());
  });

  test('quotes nobody twice', () => {
    const [one, other] = own(listening, food);
    const ranked = rankQuotes(
      [one, other].flatMap((each) => (each ? [{ ...each, respondent: 'a' }] : [])),
      10,
    );
    expect(ranked).toHaveLength(1);
  });

  test('puts another view before one that repeats the first', () => {
    const again = 'Staff here sit down with us and listen when I am sad';
    const hungry = 'Nobody asks us what we would like for tea';
    const ranked = rankQuotes(own(listening, again, food, hungry), 4);
    const [first, second] = texts(ranked);
    expect([listening, again].includes(first ?? '')).not.toBe(
      [listening, again].includes(second ?? ''),
    );
    expect(ranked[3]?.repeats).toBeGreaterThan(ranked[1]?.repeats ?? 1);
  });

  test('takes one from another setting before one as good from the same', () => {
    const alike = ['seaside swimming', 'mountains walking', 'stadium running'].map((words, id) => {
      const [place, sport] = words.split(' ');
      return {
        id,
        text: `Carers took me to the ${place} because I love ${sport} there`,
        respondent: `${id}`,
      };
    });
    const first = (settings: string) =>
      rankQuotes(
        alike.map((one, at) => ({ ...one, setting: settings.charAt(at) })),
        2,
      ).map(({ id }) => id);
    expect(first('aab')).toEqual([0, 2]);
    expect(first('aba')).toEqual([0, 1]);
  });

  test('takes first what speaks of nothing else', () => {
    const [tea, lunch] = own(food, 'The cook asks each of us what we would like for lunch');
    const ranked = rankQuotes(
      [tea, lunch].flatMap((one, at) => (one ? [{ ...one, focus: [0.25, 1][at] ?? 1 }] : [])),
      2,
    );
    expect(ranked[0]?.text).toBe(lunch?.text);
    expect(ranked[1]?.score).toBeCloseTo((ranked[0]?.score ?? 0) * (0.7 + 0.3 * 0.25));
  });

  test('gives no more than are asked for, and nothing of nothing', () => {
    expect(rankQuotes(own(listening, food), 1)).toHaveLength(1);
    expect(rankQuotes([], 5)).toEqual([]);
    expect(rankQuotes(own('', '!!', 'it is'), 5)).toEqual([]);
  });

  test('keeps parts, scores and repeats within 0 and 1, whatever the comments', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 12 }), (some) => {
        for (const { parts, score, repeats } of [
          ...scoreQuotes(own(...some)),
          ...rankQuotes(own(...some), 5),
        ]) {
          for (const one of [parts.centrality, parts.clarity, parts.length, score, repeats]) {
            expect(one).toBeGreaterThanOrEqual(0);
            expect(one).toBeLessThanOrEqual(1 + 1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('the weights add up to 1', () => {
  expect(Object.values(partWeights).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
});
