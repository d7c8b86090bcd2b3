import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wholeSight, type Sight } from '../../src/people/sight.js';
import { breakdownOf, type Showing } from '../../src/statistics/breakdown-queries.js';
import type { Condition } from '../../src/statistics/conditions.js';
import { waveQuestions } from '../../src/statistics/wave-counts.js';
import { startTestServices, type TestServices } from '../support/test-services.js';

/** 24 children, their region, nights, what they like (several), and whether they feel safe. */
const lines = [
  'Region,How many nights have you stayed?,What do you like here?,Do you feel safe?',
  ...Array.from({ length: 24 }, (_, at) => {
    const likes = ['Food;Staff', 'Food', 'Staff', 'School;Food'][at % 4];
    return `${at < 14 ? 'North' : 'South'},${at * 17 + 3},${likes},${at % 3 === 0 ? 'No' : 'Yes'}`;
  }),
].join('\n');

let services: TestServices;
let ids: Map<string, { id: number; kind: string }>;
beforeAll(async () => {
  services = await startTestServices();
  await services.importText('likes.csv', lines);
  const { questions } = await waveQuestions(services.db, 1);
  ids = new Map(questions.map((one) => [one.text, one]));
});
afterAll(() => services.stop());

const idOf = (text: string) => ids.get(text)?.id ?? 0;
const safe = 'Do you feel safe?';
interface Wanted {
  question?: string;
  by?: string | null;
  where?: Condition | null;
  showing?: Showing;
  viewer?: Sight;
}
const breakdown = ({ question = safe, by = null, where = null, ...how }: Wanted) =>
  breakdownOf(
    services.db,
    how.viewer ?? wholeSight,
    {
      waveId: 1,
      questionId: idOf(question),
      byId: by === null ? null : idOf(by),
      where,
    },
    how.showing ?? 'internal',
  );

describe('a breakdown', () => {
  it('counts a question by an attribute', async () => {
    const { all, parts, overlapping, baseWords } = await breakdown({ by: 'Region' });
    // Of 0 to 23 every third said no: 0, 3, 6, 9, 12 in the North and 15, 18, 21 in the South.
    expect(all).toMatchObject({ base: 24, negative: { numerator: 8 } });
    expect(parts.map(({ label, base, negative }) => [label, base, negative?.numerator])).toEqual([
      ['North', 14, 5],
      ['South', 10, 3],
    ]);
    expect([overlapping, baseWords]).toEqual([false, 'the 24 who answered']);
  });

  it('by a multiple choice has parts that overlap, and says so', async () => {
    const { all, parts, overlapping } = await breakdown({ by: 'What do you like here?' });
    expect([overlapping, all.base]).toEqual([true, 24]);
    expect(Object.fromEntries(parts.map(({ label, base }) => [label, base]))).toEqual({
      Food: 18,
      Staff: 12,
      School: 6,
    });
  });

  it('of those who meet a condition says so in its base', async () => {
    const where: Condition = {
      kind: 'answer',
      questionId: idOf('Region'),
      codes: [1],
      missing: [],
    };
    const { all, baseWords } = await breakdown({ where });
    expect([all.base, baseWords]).toEqual([
      10,
      'the 10 who answered, of the 10 whose “Region” is “South”',
    ]);
  });

  it('of numbers, or by them, is refused in a plain sentence', async () => {
    const nights = 'How many nights have you stayed?';
    expect(ids.get(nights)?.kind).toBe('number');
    for (const wanted of [{ question: nights }, { by: nights }]) {
      await expect(breakdown(wanted)).rejects.toMatchObject({
        kind: 'invalid',
        message: expect.stringContaining(`“${nights}” was answered with numbers`) as unknown,
      });
    }
    await expect(breakdown({ question: 'No such' })).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('for publication has no number that is withheld in its words either', async () => {
    // The three of the South who said no are too few to say.
    const shown = await breakdown({ by: 'Region', showing: 'publication' });
    expect(shown.parts.find(({ label }) => label === 'South')?.options).toMatchObject([
      { count: '[c]' },
      { count: '[c]' },
    ]);
    const few: Condition = {
      kind: 'answer',
      questionId: idOf('What do you like here?'),
      codes: [2],
      missing: [],
    };
    const { all, baseWords } = await breakdown({ where: few, showing: 'publication' });
    expect(all.base).toBe('[c]');
    expect(baseWords).toMatch(/^the \[c\] who answered, of the \[c\] who said “School”/);
  });

  it('is never internal for whoever may not see true counts', async () => {
    const viewer = { ...wholeSight, permissions: new Set<never>() };
    const { parts } = await breakdown({ by: 'Region', viewer });
    expect(JSON.stringify(parts)).toContain('[c]');
  });
});
