import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { wholeSight } from '../../src/people/sight.js';
import { surveyTrends } from '../../src/statistics/trend-queries.js';

let app: TestApp;
beforeAll(async () => (app = await startTestApp({ samples: true })));
afterAll(() => app.stop());

describe('the two waves of the sample survey', () => {
  // Counted and worked out from the two files in Python (pandas, scipy): negative answers and bases,
  // printed change, Newcombe's limits rounded outwards, p of the chi-square test.
  const expected: [text: string, shares: number[][], change: number[], p: number][] = [
    [
      'Do you feel safe here?',
      [
        [7, 89],
        [7, 103],
      ],
      [-1, -10, 7],
      0.7763,
    ],
    [
      'Do staff listen to you?',
      [
        [10, 89],
        [10, 102],
      ],
      [-1, -11, 8],
      0.7471,
    ],
    [
      'What do you think of the food?',
      [
        [30, 89],
        [29, 103],
      ],
      [-6, -19, 8],
      0.4056,
    ],
    [
      'Do you know how to complain?',
      [
        [12, 89],
        [9, 103],
      ],
      [-4, -15, 5],
      0.2935,
    ],
    [
      'Have you been physically restrained here?',
      [
        [47, 86],
        [51, 100],
      ],
      [-4, -18, 11],
      0.619,
    ],
    [
      'Could you see a nurse or doctor afterwards?',
      [
        [14, 45],
        [12, 48],
      ],
      [-6, -24, 12],
      0.5117,
    ],
  ];

  it('stand side by side with the change from the first to the second', async () => {
    const { id } = await app.services.db
      .selectFrom('survey')
      .select('id')
      .where('name', '=', "Secure children's homes survey")
      .executeTakeFirstOrThrow();
    const { trends } = await surveyTrends(app.services.db, wholeSight, id, 'publication');
    for (const [text, shares, [points, low, high], p] of expected) {
      const trend = trends.find(({ question }) => question.text === text);
      expect(trend?.waves.map(({ wave }) => wave)).toEqual(['2011-12', '2012-13']);
      expect(trend?.waves.map(({ share }) => [share.numerator, share.base])).toEqual(shares);
      expect(trend?.changes).toMatchObject([{ points, low, high, comparable: 'yes', notes: [] }]);
      expect(trend?.changes[0]?.p).toBeCloseTo(p, 4);
    }
  });
});
