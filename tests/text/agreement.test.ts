import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bootstrapScores,
  cohenKappa,
  krippendorffAlpha,
  scoreFindings,
} from '../../src/text/agreement.js';

/** Codes of two coders from a table of how often each pair of codes came. */
const pairsOf = (table: readonly (readonly number[])[]) => {
  const pairs = table.flatMap((row, one) =>
    row.flatMap((count, other) =>
      Array<[string, string]>(count).fill([String(one), String(other)]),
    ),
  );
  return [pairs.map(([one]) => one), pairs.map(([, other]) => other)] as const;
};

describe("Cohen's kappa", () => {
  test('of the worked example of 1960: 200 people, 70% agreement, 41% by chance', () => {
    const [one, other] = pairsOf([
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]);
    const { n, observed, expected, kappa } = cohenKappa(one, other);
    expect([n, observed, expected]).toEqual([200, 0.7, expect.closeTo(0.41, 12)]);
    expect(kappa).toBeCloseTo(0.29 / 0.59, 12);
  });

  // By scikit-learn's cohen_kappa_score.
  test.each([
    [
      [
        [45, 15],
        [25, 15],
      ],
      0.13043478260869568,
    ],
    [
      [
        [20, 5],
        [10, 15],
      ],
      0.4,
    ],
    [
      [
        [1, 9],
        [9, 81],
      ],
      0,
    ],
  ])('of %j is as scikit-learn has it', (table, expected) => {
    expect(cohenKappa(...pairsOf(table)).kappa).toBeCloseTo(expected, 12);
  });

  test('has no value where both always say the same one thing', () => {
    expect(cohenKappa(['no', 'no'], ['no', 'no']).kappa).toBeNull();
    expect(cohenKappa([], []).kappa).toBeNull();
  });

  test('is the same whoever comes first, and 1 for the same codes', () => {
    const codes = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c')),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(codes, (pairs) => {
        const [one, other] = [pairs.map(([left]) => left), pairs.map(([, right]) => right)];
        const [there, back] = [cohenKappa(one, other).kappa, cohenKappa(other, one).kappa];
        if (there === null) expect(back).toBeNull();
        else expect(back).toBeCloseTo(there, 12);
        expect(cohenKappa(one, one).kappa).toBe(new Set(one).size > 1 ? 1 : null);
      }),
    );
  });
});

describe("Krippendorff's alpha", () => {
  const unitsOf = (...coders: string[]) => {
    const rows = coders.map((codes) => codes.split(' '));
    return (rows[0] ?? []).map((_, at) =>
      rows.flatMap((row) => (row[at] === undefined || row[at] === '.' ? [] : [row[at]])),
    );
  };

  test('of two observers and yes or no (Krippendorff 2011, A) is .095', () => {
    const alpha = krippendorffAlpha(unitsOf('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0'));
    expect(alpha).toBeCloseTo(0.095, 3);
  });

  test('of four observers with codes missing (Krippendorff 2011, C) is .743', () => {
    const alpha = krippendorffAlpha(
      unitsOf(
        '1 2 3 3 2 1 4 1 2 . . .',
        '1 2 3 3 2 2 4 1 2 5 . 3',
        '. 3 3 3 2 3 4 2 2 5 1 .',
        '1 2 3 3 2 4 4 1 2 5 1 .',
      ),
    );
    expect(alpha).toBeCloseTo(0.743, 3);
  });

  test('has no value without two different codes to pair', () => {
    expect(krippendorffAlpha([['a', 'a'], ['b']])).toBeNull();
    expect(krippendorffAlpha([])).toBeNull();
  });

  test('is at most 1, and 1 only where all agree', () => {
    const units = fc.array(fc.array(fc.constantFrom('a', 'b'), { maxLength: 4 }));
    fc.assert(
      fc.property(units, (given) => {
        const alpha = krippendorffAlpha(given);
        if (alpha === null) return;
        const agree = given.every((codes) => new Set(codes).size < 2);
        expect(alpha <= 1 + 1e-12).toBe(true);
        expect(Math.abs(alpha - 1) < 1e-9).toBe(agree);
      }),
    );
  });
});

describe('the program against people', () => {
  const findings = (hits: number, wrong: number, missed: number, neither: number) => [
    ...Array.from({ length: hits }, () => ({ isFound: true, isThere: true })),
    ...Array.from({ length: wrong }, () => ({ isFound: true, isThere: false })),
    ...Array.from({ length: missed }, () => ({ isFound: false, isThere: true })),
    ...Array.from({ length: neither }, () => ({ isFound: false, isThere: false })),
  ];

  test('is counted: 30 found rightly, 10 wrongly, 20 missed', () => {
    expect(scoreFindings(findings(30, 10, 20, 40))).toEqual({
      precision: 0.75,
      recall: 0.6,
      f1: expect.closeTo(60 / 90, 12),
    });
    expect(scoreFindings(findings(0, 0, 0, 5))).toEqual({
      precision: null,
      recall: null,
      f1: null,
    });
  });

  test('has intervals that are nearly those of the normal approximation, and the same each time', () => {
    const given = findings(60, 20, 20, 100);
    const { precision, recall } = bootstrapScores(given);
    // 0.75 ± 1.96 √(0.75 × 0.25 / 80)
    for (const interval of [precision, recall]) {
      expect(interval?.[0]).toBeCloseTo(0.655, 1);
      expect(interval?.[1]).toBeCloseTo(0.845, 1);
    }
    expect(bootstrapScores(given)).toEqual(bootstrapScores(given));
    expect(bootstrapScores(findings(0, 0, 0, 40)).recall).toBeNull();
  });
});
