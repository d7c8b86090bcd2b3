import { describe, expect, test } from '@jest/globals';
import { compareShares } from '../../../src/statistics/compare/compare-shares.js';
import { countMatrix, type Unit } from '../../../src/statistics/matrix/count-matrix.js';
import { mostTypical } from '../../../src/text/typical.js';

describe('a share', () => {
  const unit = (person: number, first: boolean, column: number): Unit => ({
    person,
    rows: [first ? 0 : 1],
    columns: [column],
  });

  test('of different people differs as in Newcombe’s paper', () => {
    // R. G. Newcombe (1998), example (a): 56/70 less 48/80 by method 10 is 0.2000, 0.0524 to 0.3339.
    const first = Array.from({ length: 70 }, (_, at) => unit(at, true, at < 56 ? 0 : 1));
    const second = Array.from({ length: 80 }, (_, at) => unit(100 + at, false, at < 48 ? 0 : 1));
    const [share] = compareShares(countMatrix([...first, ...second], { rows: 2, columns: 2 }));
    expect(share?.difference).toBeCloseTo(20, 9);
    expect(share?.interval[0]).toBeCloseTo(5.24, 2);
    expect(share?.interval[1]).toBeCloseTo(33.39, 2);
    // R: prop.test(c(56, 48), c(70, 80), correct = FALSE)$p.value is 0.008045081; twice it, for two values.
    expect(share?.p).toBeCloseTo(2 * 0.008045081, 8);
    expect(share?.isMarked).toBe(true);
  });

  test('counts every comment twice over of people who say all twice as if they said it once', () => {
    const isIn = (at: number) => at < 56 || (at >= 70 && at < 118);
    const once = Array.from({ length: 150 }, (_, at) => unit(at, at < 70, isIn(at) ? 0 : 1));
    const size = { rows: 2, columns: 2 };
    const [plain] = compareShares(countMatrix(once, size));
    const [twice] = compareShares(countMatrix([...once, ...once], size));
    expect(twice?.first.count).toBe(112);
    const figures = [plain, twice].map((one) =>
      [one?.p, ...(one?.interval ?? [])].map((own) => own?.toFixed(9)),
    );
    expect(figures[1]).toEqual(figures[0]);
  });
});

test('typical are texts that share most with the rest, none twice', () => {
  const words = (text: string) => text.split(' ');
  const texts = [
    'zebra quantum violin glacier',
    'staff listen kind help',
    'staff listen kind help',
    'staff listen kind food',
    'staff listen trips room',
    'staff',
  ].map(words);
  const typical = mostTypical(texts, 2);
  expect(typical[0]).toBe(1);
  expect(typical).not.toContain(2);
  expect(typical).not.toContain(0);
  expect(typical).not.toContain(5);
});
