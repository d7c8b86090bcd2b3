import { describe, expect, it } from '@jest/globals';
import type { AskedQuestion } from '../../../src/statistics/asked-question.js';
import { countBreakdown } from '../../../src/statistics/breakdown.js';
import { maskedRates } from '../../../src/statistics/disclosure/masked-rates.js';
import { is, tableOf } from './cases.js';
import { published } from './read-tables.js';
import { columnsOf, questionOf, type Person } from './wave-of-people.js';
import type { PublishedTable } from '../../../src/statistics/disclosure/published-table.js';
import { protectNext } from '../../../src/statistics/disclosure/linked-tables.js';
import { defaultRules } from '../../../src/statistics/disclosure/rules.js';

const often = (count: number, person: Person): Person[] =>
  Array.from({ length: count }, () => person);

/** What readers are shown of tables that leave one after the other, by "table, part, number". */
async function shown(
  tables: readonly PublishedTable[],
  people: readonly Person[],
  questions: readonly AskedQuestion[],
) {
  const printed = await published({
    name: '',
    tables: [...tables],
    people: [...people],
    kinds: [],
    questions: [...questions],
  });
  const value = new Map(printed.map((one) => [one.name, one.value]));
  return (...names: string[]) => names.map((name) => value.get(name) ?? '[c]');
}

describe('one table', () => {
  it.each<[string, number[], (number | '[c]')[]]>([
    ['shows whole what is not small', [51, 47], [51, 47]],
    ['takes nobody for no small count', [20, 0], [20, 0]],
    ['withholds a small count with the only other', [48, 3], ['[c]', '[c]']],
    ['withholds a small count with the next smallest', [30, 3, 12], [30, '[c]', '[c]']],
    ['takes small counts that are enough together', [30, 3, 4], [30, '[c]', '[c]']],
    ['takes one more where they are few together', [30, 1, 2, 9], [30, '[c]', '[c]', '[c]']],
    ['shows nothing of a base under 10', [5, 4, 0], ['[c]', '[c]', '[c]']],
  ])('%s', async (_name, counts, expected) => {
    const question = questionOf(1, counts.length);
    const people = counts.flatMap((count, code) => often(count, { 1: code }));
    const of = await shown([tableOf(question)], people, [question]);
    expect(of(...counts.map((_, code) => `table 0, all, answer ${code}`))).toEqual(expected);
  });

  it('withholds of two answers by two groups all four, and shows what they add up to', async () => {
    const [question, group] = [questionOf(1, 2), questionOf(2, 2)];
    const people = [
      ...often(3, { 1: 0, 2: 0 }),
      ...often(20, { 1: 1, 2: 0 }),
      ...often(30, { 1: 0, 2: 1 }),
      ...often(40, { 1: 1, 2: 1 }),
    ];
    const of = await shown([tableOf(question, group)], people, [question, group]);
    const cells = (part: string) =>
      of(...['base', 'answer 0', 'answer 1'].map((name) => `table 0, ${part}, ${name}`));
    expect([cells('all'), cells('0'), cells('1')]).toEqual([
      [93, 33, 60],
      [23, '[c]', '[c]'],
      [70, '[c]', '[c]'],
    ]);
  });

  it('withholds of several choices each on either side', async () => {
    const question = questionOf(1, 3, { kind: 'multiple' });
    // 31 people: 3 chose the first, 20 the second, 29 the third.
    const people = [
      ...often(3, { 1: [0, 1, 2] }),
      ...often(17, { 1: [1, 2] }),
      ...often(9, { 1: [2] }),
      ...often(2, { 1: [] }),
    ];
    const of = await shown([tableOf(question)], people, [question]);
    const names = ['base', 'answer 0', 'answer 1', 'answer 2'];
    expect(of(...names.map((name) => `table 0, all, ${name}`))).toEqual([31, '[c]', 20, '[c]']);
  });

  it('makes no percentage, interval or words of what is withheld', async () => {
    const question = questionOf(1, 2);
    const people = [...often(3, { 1: 0 }), ...often(48, { 1: 1 })];
    const columns = columnsOf([question], people);
    const { withheld } = await protectNext(tableOf(question), [], {
      columnsOf: () => Promise.resolve(columns),
      questions: [question],
      rules: defaultRules,
    });
    const { all } = countBreakdown(question, null, null, columns);
    const { base, options, negative } = maskedRates(all, 'all', withheld);
    expect(base).toBe(51);
    expect(options.map(({ percentage }) => percentage)).toEqual(['[c]', '[c]']);
    expect(negative).toEqual({
      numerator: '[c]',
      base: 51,
      percentage: '[c]',
      low: '[c]',
      high: '[c]',
      words: null,
    });
  });
});

describe('a table after others of its wave', () => {
  it('does not tell by what it leaves out', async () => {
    const question = questionOf(1, 2);
    const provider = questionOf(3, 2, { kind: 'attribute', role: 'provider' });
    const people = [
      ...often(20, { 1: 0, 3: 0 }),
      ...often(30, { 1: 1, 3: 0 }),
      ...often(4, { 1: 0, 3: 1 }),
      ...often(20, { 1: 1, 3: 1 }),
    ];
    const others = { kind: 'not' as const, of: is(3, 1) };
    const tables = [tableOf(question), tableOf(question, null, others)];
    const of = await shown(tables, people, [question, provider]);
    // 24 of all and 20 of the others would tell the 4 of the second provider.
    expect(of('table 0, all, answer 0', 'table 1, all, answer 0')).toEqual([24, '[c]']);
    expect(of('table 1, all, base')).toEqual([50]);
  });

  it('does not tell one provider of a region by the other', async () => {
    const question = questionOf(1, 2);
    const provider = questionOf(3, 3, { kind: 'attribute', role: 'provider' });
    const region = questionOf(4, 2, { kind: 'attribute', role: 'region' });
    const people = [
      ...often(22, { 1: 0, 3: 0, 4: 0 }),
      ...often(20, { 1: 1, 3: 0, 4: 0 }),
      ...often(2, { 1: 0, 3: 1, 4: 0 }),
      ...often(20, { 1: 1, 3: 1, 4: 0 }),
      ...often(30, { 1: 0, 3: 2, 4: 1 }),
      ...often(40, { 1: 1, 3: 2, 4: 1 }),
    ];
    const tables = [tableOf(question, region), tableOf(question, provider)];
    const of = await shown(tables, people, [question, provider, region]);
    expect(of('table 0, 0, answer 0', 'table 0, 0, answer 1')).toEqual([24, 40]);
    const cells = [0, 1].flatMap((part) =>
      [0, 1].map((code) => `table 1, ${part}, answer ${code}`),
    );
    expect(of(...cells)).toEqual(['[c]', '[c]', '[c]', '[c]']);
    // The only provider of its region: what is known of one is known of the other.
    expect(of('table 1, 2, answer 0', 'table 1, 2, answer 1')).toEqual([30, 40]);
  });

  it('keeps what has left, and withholds around it', async () => {
    const [question, group] = [questionOf(1, 2), questionOf(2, 3)];
    const people = [
      ...often(3, { 1: 0, 2: 0 }),
      ...often(40, { 1: 1, 2: 0 }),
      ...often(11, { 1: 0, 2: 1 }),
      ...often(50, { 1: 1, 2: 1 }),
      ...often(30, { 1: 0, 2: 2 }),
      ...often(60, { 1: 1, 2: 2 }),
    ];
    const byGroup = tableOf(question, group);
    const smallest = ['table 0, 1, answer 0', 'table 1, 1, answer 0'];
    const next = ['table 0, 2, answer 0', 'table 1, 2, answer 0'];
    const alone = await shown([byGroup], people, [question, group]);
    expect(alone(smallest[0] ?? '', next[0] ?? '')).toEqual(['[c]', 30]);
    // A measure of the second group has left with its 11: now the third has to go with the first.
    const measure = tableOf(question, null, is(2, 1), [0]);
    const after = await shown([measure, byGroup], people, [question, group]);
    expect(after('table 0, all, sum', smallest[1] ?? '', next[1] ?? '')).toEqual([11, 11, '[c]']);
  });
});
