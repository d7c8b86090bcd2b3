import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { association } from '../../../src/statistics/matrix/association.js';
import { countMatrix, type Unit } from '../../../src/statistics/matrix/count-matrix.js';
import { testCells, testRows } from '../../../src/statistics/matrix/test-cells.js';

/** The same comments as in oracle.py, whose figures are expected here. */
const units = Array.from({ length: 120 }, (_, person) => person).flatMap((person) => {
  const lean = (person * 7) % 10;
  return Array.from({ length: 1 + (person % 3) }, (_, comment): Unit => ({
    person,
    rows: [0, 1].filter((row) => (lean + comment + 3 * row) % 4 < 2 - (row % 2)),
    columns: [(lean + comment) % 10 < 4 ? 0 : lean % 3 ? 1 : 2],
  }));
});
const counts = countMatrix(units, { rows: 2, columns: 3 });

test('comments are counted with the people who wrote them', () => {
  expect(counts.all).toEqual({ comments: 240, people: 120 });
  expect(counts.rows.map(({ comments }) => comments)).toEqual([128, 68]);
  expect(counts.columns.map(({ comments }) => comments)).toEqual([96, 96, 48]);
  expect(counts.cells).toEqual([
    [
      { comments: 32, people: 24 },
      { comments: 68, people: 48 },
      { comments: 28, people: 24 },
    ],
    [
      { comments: 20, people: 20 },
      { comments: 32, people: 32 },
      { comments: 16, people: 16 },
    ],
  ]);
});

test('residuals are those of numpy with people as clusters, corrected by Holm', () => {
  const [first, second] = testCells(counts);
  const residuals = [...(first ?? []), ...(second ?? [])].map((one) => one?.residual ?? NaN);
  for (const [at, expected] of [
    -4.342622274870281, 4.437059837324711, 0.6770072836564409, -2.105299157298949,
    1.4035327715326331, 0.8284748323711904,
  ].entries()) {
    expect(residuals[at]).toBeCloseTo(expected, 9);
  }
  // By hand: the smallest p of six times six, the next times five; the third is no longer small.
  expect(first?.[1]?.p).toBeCloseTo(6 * 9.119594909113618e-6, 9);
  expect(first?.[0]?.p).toBeCloseTo(5 * 1.4079207942235947e-5, 9);
  expect(second?.[0]?.p).toBeCloseTo(4 * 0.03526527543068815, 9);
  expect([first, second].map((row) => row?.map((one) => one?.mark))).toEqual([
    ['lower', 'higher', null],
    [null, null, null],
  ]);
});

test('a row is tested as scipy and Rao and Scott’s correction have it', () => {
  const [first, second] = testRows(counts);
  expect(first?.statistic).toBeCloseTo(22.44736499782483, 9);
  expect(first?.p).toBeCloseTo(2 * 1.3354161499127046e-5, 12);
  expect(second?.statistic).toBeCloseTo(4.301082018671518, 9);
  expect(second?.p).toBeCloseTo(0.11642115580053795, 9);
});

test('the spread by sums is that by its definition, whoever wrote which', () => {
  const unit = fc.record({
    person: fc.integer({ min: 1, max: 8 }),
    rows: fc.subarray([0, 1, 2]),
    columns: fc.subarray([0, 1]),
  });
  fc.assert(
    fc.property(fc.array(unit, { minLength: 2, maxLength: 40 }), (own: Unit[]) => {
      const { spread } = countMatrix(own, { rows: 3, columns: 2 });
      const share = (test: (one: Unit) => boolean) => own.filter(test).length / own.length;
      for (const [row, column] of [0, 1, 2].flatMap((r) => [0, 1].map((c) => [r, c] as const))) {
        const inRow = (one: Unit) => one.rows.includes(row);
        const inColumn = (one: Unit) => one.columns.includes(column);
        const [x, y] = [share(inRow), share(inColumn)];
        let independent = 0;
        const byPerson = new Map<number, number>();
        for (const one of own) {
          const part = (Number(inRow(one)) - x) * (Number(inColumn(one)) - y);
          independent += part * part;
          byPerson.set(one.person, (byPerson.get(one.person) ?? 0) + part);
        }
        const squares = [...byPerson.values()].reduce((sum, part) => sum + part * part, 0);
        const expected = independent > 1e-12 ? Math.max(1, squares / independent) : 1;
        expect(spread[row]?.[column]).toBeCloseTo(expected, 6);
      }
    }),
  );
});

test('comments of as many people are tested as in the plain residual', () => {
  // By hand: 20 of 40 and 10 of 60: expected 12; 8 / sqrt(12 * 0.6 * 0.7) = 3.5635.
  const own = Array.from({ length: 100 }, (_, person): Unit => ({
    person,
    rows: person < 40 ? [0] : [],
    columns: person < 20 || person >= 90 ? [0] : [],
  }));
  const [[cell = null] = []] = testCells(countMatrix(own, { rows: 1, columns: 1 }));
  expect(cell?.expected).toBe(12);
  expect(cell?.residual).toBeCloseTo(3.563483, 5);
});

test('too few comments are not tested', () => {
  const own = Array.from({ length: 100 }, (_, person): Unit => ({
    person,
    rows: person < 10 ? [0] : [],
    columns: person < 40 ? [0] : [],
  }));
  expect(testCells(countMatrix(own, { rows: 1, columns: 1 }))).toEqual([[null]]);
});

test('a pair of themes stands twice in its table and counts once', () => {
  const own = Array.from({ length: 100 }, (_, person): Unit => ({
    person,
    rows: [...(person < 50 ? [0] : []), ...(person % 5 < 2 ? [1] : [])],
    columns: [...(person < 50 ? [0] : []), ...(person % 5 < 2 ? [1] : [])],
  }));
  const found = testCells(
    countMatrix(own, { rows: 2, columns: 2 }),
    (row, column) => row !== column,
    (row, column) => column < row,
  );
  expect(found[0]?.[0]).toBeNull();
  expect(found[0]?.[1]).toEqual(found[1]?.[0]);
});

test('how often two themes go together has the interval of the delta method', () => {
  // From oracle.py, which also draws 200,000 samples: 0.122 as the spread of the logarithm against 0.119.
  const found = association({ both: 30, one: 60, other: 80, all: 400 }, 1);
  expect(found?.jaccard).toBeCloseTo(0.2727272727, 9);
  expect(found?.lift).toBe(2.5);
  expect(found?.interval?.[0]).toBeCloseTo(1.9798248012459108, 9);
  expect(found?.interval?.[1]).toBeCloseTo(3.15684498752963, 9);
  expect(association({ both: 0, one: 6, other: 8, all: 40 }, 1)?.interval).toBeNull();
  expect(association({ both: 0, one: 0, other: 8, all: 40 }, 1)).toBeNull();
});
