import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testIndependence } from '../../src/statistics/table-test.js';
import { expectAsR, inference } from './inference.js';

describe('the test of a table', () => {
  it.each(inference.tables)('$counts: as R has it', ({ counts, method, p, ...r }) => {
    const test = testIndependence(counts);
    expect(test.method).toBe(method);
    if (p === null) expect(test.p).toBeNull();
    else expectAsR(test.p, p);
    if (test.p !== null) expect(test.p).toBeGreaterThan(0);
    if (test.method !== 'chi-square') return;
    expectAsR(test.statistic, r.statistic ?? NaN);
    expect(test.degrees).toBe(r.degrees);
  });

  it('says what has to be said beside it', () => {
    const note = (counts: number[][]) => testIndependence(counts).note;
    expect(note([])).toBe('No test: there is nothing to compare.');
    expect(note([[5, 6, 7]])).toBe('No test: there is nothing to compare.');
    expect(
      note([
        [4, 1, 2],
        [3, 2, 2],
        [5, 1, 1],
      ]),
    ).toBe('Too few answers for a test.');
    expect(
      note([
        [3, 9],
        [8, 1],
      ]),
    ).toBe('Fisher’s exact test, as some expected counts are under 5.');
    // One expected count of six, 8 × 40 / 240, is under 5: too few to give the test up.
    expect(
      note([
        [18, 20, 2],
        [100, 94, 6],
      ]),
    ).toBe('Some expected counts are under 5, so the p value is approximate.');
    expect(
      note([
        [50, 60],
        [60, 50],
      ]),
    ).toBeNull();
  });

  it('is not made where an expected count is under 1, though nearly all are large', () => {
    // Two expected counts of twelve are 0.5.
    const rows = [1, 0].map((last) => [100, 100, 100, 100, 100, last]);
    expect(testIndependence(rows)).toEqual({
      method: null,
      p: null,
      note: 'Too few answers for a test.',
    });
  });

  it('is the same for the table turned over', () => {
    const counts = fc.integer({ min: 0, max: 300 });
    const row = fc.array(counts, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 5 }), (table) => {
        const turned = [0, 1, 2].map((column) => table.map((own) => own[column] ?? 0));
        const [test, other] = [testIndependence(table), testIndependence(turned)];
        expect(other.method).toBe(test.method);
        if (test.p !== null) {
          expectAsR(other.p, test.p, 1e-8);
          expect(test.p).toBeGreaterThan(0);
          expect(test.p).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });
});
