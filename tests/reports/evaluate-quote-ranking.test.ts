import { describe, expect, test } from '@jest/globals';
import {
  evaluateQuoteRanking,
  readQuoteComments,
  readQuotePairs,
} from '../../src/reports/evaluate-quote-ranking.js';

const [, ofTest, ofFresh] = evaluateQuoteRanking();
const shareOf = (name: string, report = ofTest) => {
  const found = report?.agreements.find((one) => one.name === name);
  return found ? found.agreed / found.pairs : NaN;
};

describe('the pairs that a reader judged', () => {
  const pairs = readQuotePairs();

  test('are at least 60 of each of five themes and a hundred of others, of comments that are there', () => {
    const counts = new Map<string, number>();
    for (const { theme } of pairs) counts.set(theme, (counts.get(theme) ?? 0) + 1);
    expect([...counts.values()].filter((count) => count >= 60)).toHaveLength(5);
    expect(pairs.filter(({ half }) => half === 'fresh')).toHaveLength(100);
    const there = new Set(readQuoteComments().map(({ theme, id }) => `${theme} ${id}`));
    for (const { theme, better, worse } of pairs) {
      expect(there).toContain(`${theme} ${better}`);
      expect(there).toContain(`${theme} ${worse}`);
    }
  });

  test('share no comment between the half for weights and the half for measuring, and none is judged twice', () => {
    const idsOf = (half: string) =>
      new Set(
        pairs
          .filter((one) => one.half === half)
          .flatMap(({ theme, better, worse }) => [`${theme} ${better}`, `${theme} ${worse}`]),
      );
    const ofSet = idsOf('set');
    expect([...idsOf('test')].filter((id) => ofSet.has(id))).toEqual([]);
    const judged = pairs.map(({ theme, better, worse }) =>
      [theme, Math.min(better, worse), Math.max(better, worse)].join(' '),
    );
    expect(new Set(judged).size).toBe(pairs.length);
  });
});

describe('on the half that the weights were not chosen by', () => {
  // A tenth below what was measured first: .769.
  test('the ranking agrees with the reader nearly as often as when it came', () => {
    expect(ofTest?.half).toBe('test');
    expect(shareOf('viewfinder')).toBeGreaterThan(0.769 - 0.1);
  });

  test.each(['random', 'longest', 'most central'])('it does better than %s', (name) => {
    expect(shareOf('viewfinder')).toBeGreaterThan(shareOf(name));
  });

  test('an order by chance is right half of the time, as far as chance goes', () => {
    const [low, high] = ofTest?.agreements.find(({ name }) => name === 'random')?.interval ?? [];
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  });
});

describe('on the pairs of other themes, judged by another reader', () => {
  // A tenth below what was measured: .730.
  test('the ranking agrees nearly as often as when it was measured', () => {
    expect(ofFresh?.half).toBe('fresh');
    expect(shareOf('viewfinder', ofFresh)).toBeGreaterThan(0.73 - 0.1);
  });

  test.each(['random', 'most central'])('it does better than %s', (name) => {
    expect(shareOf('viewfinder', ofFresh)).toBeGreaterThan(shareOf(name, ofFresh));
  });

  test('each theme is measured against every simpler order', () => {
    expect(ofFresh?.themes).toHaveLength(5);
    for (const { agreements } of ofFresh?.themes ?? [])
      expect(agreements.map(({ name, pairs }) => `${name} ${pairs}`)).toEqual([
        'viewfinder 20',
        'random 20',
        'longest 20',
        'most central 20',
      ]);
  });
});
