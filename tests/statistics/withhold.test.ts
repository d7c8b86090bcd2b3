import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AskedQuestion, GroupRates, Rates } from '../../src/statistics/rates.js';
import { proportion, roundPercentage } from '../../src/statistics/percentages.js';
import { leastCell, withholdSmall, type Figure } from '../../src/statistics/withhold.js';
import { missingKinds, type MissingKind, type Polarity } from '../../src/surveys/words.js';

const polarities: Polarity[] = ['negative', 'positive', 'neutral', 'positive', 'negative'];

const questionOf = (options: number, kind: AskedQuestion['kind'] = 'single'): AskedQuestion => ({
  id: 1,
  text: 'Do you feel safe here?',
  kind,
  role: null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: false,
  options: Array.from({ length: options }, (_, code) => ({
    code,
    label: `Answer ${code}`,
    polarity: polarities[code] ?? 'neutral',
  })),
});

const none = Object.fromEntries(missingKinds.map((kind) => [kind, 0])) as Record<
  MissingKind,
  number
>;

/** What a single choice comes to, when its answers were given so often. */
function ratesOf(question: AskedQuestion, counts: readonly number[], missing = none): Rates {
  const base = counts.reduce((sum, count) => sum + count, 0);
  const negative = counts
    .filter((_, code) => polarities[code] === 'negative')
    .reduce((sum, count) => sum + count, 0);
  return {
    base,
    options: question.options.map((option, at) => {
      const count = counts[at] ?? 0;
      return { ...option, count, percentage: roundPercentage(count, base) };
    }),
    missing,
    strays: 0,
    negative: { ...proportion(negative, base), words: null },
  };
}

const shownCounts = (rates: Rates<Figure>) => rates.options.map(({ count }) => count);
const alone = (question: AskedQuestion, counts: readonly number[], missing = none) =>
  withholdSmall(question, { all: ratesOf(question, counts, missing), groups: [] }).all;

describe('without true counts', () => {
  it.each<[string, number[], Figure[]]>([
    ['nothing small is shown whole', [51, 47], [51, 47]],
    ['nobody is no small count', [20, 0], [20, 0]],
    ['a small count goes with the only other', [48, 3], ['[c]', '[c]']],
    ['a small count goes with the next smallest', [30, 3, 12], [30, '[c]', '[c]']],
    ['small counts that are enough together go alone', [30, 3, 4], [30, '[c]', '[c]']],
    ['small counts that are few together take one more', [30, 1, 2, 9], [30, '[c]', '[c]', '[c]']],
    ['of a base under 10 there is nothing', [5, 4, 0], ['[c]', '[c]', '[c]']],
  ])('%s', (_name, counts, expected) => {
    expect(shownCounts(alone(questionOf(counts.length), counts))).toEqual(expected);
  });

  it('neither the percentage nor the interval tells a withheld count', () => {
    const { base, options, negative } = alone(questionOf(2), [3, 48]);
    expect(base).toBe(51);
    expect(options.map(({ percentage }) => percentage)).toEqual(['[c]', '[c]']);
    expect(negative).toEqual({
      numerator: '[c]',
      base: '[c]',
      percentage: '[c]',
      low: '[c]',
      high: '[c]',
      words: null,
    });
  });

  it('a rate stays where it holds all that is withheld', () => {
    // The first answer and the last are negative: 3 and 6 of 49, which the base and the 40 tell anyway.
    const question = questionOf(5);
    const shown = alone(question, [3, 40, 0, 0, 6]);
    expect(shownCounts(shown)).toEqual(['[c]', 40, 0, 0, '[c]']);
    expect(shown.negative).toMatchObject({ numerator: 9, base: 49 });
  });

  it('few reasons for no answer are withheld together', () => {
    const missing = { ...none, no_reply: 20, prefer_not: 1 };
    expect(alone(questionOf(2), [30, 30], missing).missing).toMatchObject({
      no_reply: '[c]',
      prefer_not: '[c]',
      not_asked: 0,
    });
  });

  it('of several choices each is withheld for itself, on either side', () => {
    const question = questionOf(3, 'multiple');
    const all = { ...ratesOf(question, [3, 20, 29]), base: 31, negative: null };
    expect(shownCounts(withholdSmall(question, { all, groups: [] }).all)).toEqual([
      '[c]',
      20,
      '[c]',
    ]);
  });

  it('a group’s count does not follow from everybody’s and the other groups’', () => {
    const question = questionOf(2);
    const group = (groupKey: string, counts: number[]): GroupRates => ({
      groupKey,
      group: groupKey,
      ...ratesOf(question, counts),
    });
    const groups = [group('child', [3, 20]), group('carer', [30, 40]), group('adopter', [8, 60])];
    const { all, groups: shown } = withholdSmall(question, {
      all: ratesOf(question, [41, 120]),
      groups,
    });
    expect(shownCounts(all)).toEqual([41, 120]);
    expect(shown.map(shownCounts)).toEqual([
      ['[c]', '[c]'],
      [30, 40],
      ['[c]', '[c]'],
    ]);
  });
});

/** Every way in which so many people can have given so many answers. */
function* sharesOf(people: number, answers: number): Generator<number[]> {
  if (answers === 1) {
    yield [people];
    return;
  }
  for (let first = 0; first <= people; first += 1) {
    for (const rest of sharesOf(people - first, answers - 1)) yield [first, ...rest];
  }
}

describe('whoever subtracts what is shown from the base, or from a rate', () => {
  it.each([
    [2, 60],
    [3, 26],
    [4, 16],
    [5, 13],
  ])('is left with at least two counts and five people, of %i answers', (answers, mostPeople) => {
    const question = questionOf(answers);
    const told: string[] = [];
    for (let people = 10; people <= mostPeople; people += 1) {
      for (const counts of sharesOf(people, answers)) {
        const { options, negative } = alone(question, counts);
        const hidden = options.filter(({ count }) => count === '[c]').map(({ code }) => code);
        // A rate that is shown parts what is left over in two.
        const parts =
          negative?.numerator === '[c]'
            ? [hidden]
            : [true, false].map((bad) =>
                hidden.filter((code) => (polarities[code] === 'negative') === bad),
              );
        for (const part of parts.filter((codes) => codes.length > 0)) {
          const left = part.reduce((sum, code) => sum + (counts[code] ?? 0), 0);
          if (part.length < 2 || left < leastCell) told.push(counts.join());
        }
      }
    }
    expect(told).toEqual([]);
  });
});

describe('whatever the counts', () => {
  const table = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([answers, groups]) =>
      fc.array(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: answers, maxLength: answers }),
        {
          minLength: groups,
          maxLength: groups,
        },
      ),
    );

  it('no count under 5 is shown, none is alone in its row or column, and no shown one is changed', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const question = questionOf(counts[0]?.length ?? 0);
        const sums = question.options.map((_, at) =>
          counts.reduce((sum, row) => sum + (row[at] ?? 0), 0),
        );
        const groups = counts.map((row, at) => ({
          groupKey: `group-${at}`,
          group: `Group ${at}`,
          ...ratesOf(question, row),
        }));
        const shown = withholdSmall(question, { all: ratesOf(question, sums), groups });
        const rows = [...shown.groups, shown.all].map(({ base, options }) => [
          base,
          ...options.map(({ count }) => count),
        ]);
        const truth = [...counts, sums].map((row) => [row.reduce((a, b) => a + b, 0), ...row]);
        rows.forEach((row, r) => {
          const [base, ...cells] = row;
          cells.forEach((cell, c) => {
            const count = truth[r]?.[c + 1] ?? 0;
            expect([count, '[c]']).toContain(cell);
            if (count > 0 && count < leastCell) expect(cell).toBe('[c]');
          });
          if (base !== '[c]') expect(cells.filter((cell) => cell === '[c]').length).not.toBe(1);
        });
        truth[0]?.forEach((_, c) => {
          const hidden = rows.filter((row) => row[c] === '[c]').length;
          if ((truth.at(-1)?.[c] ?? 0) > 0) expect(hidden).not.toBe(1);
        });
      }),
    );
  });
});
