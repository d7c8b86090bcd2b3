import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cohenKappa, prevalence } from '../../../src/themes/agreement/cohen-kappa.js';
import type { Coefficient } from '../../../src/themes/agreement/coefficient.js';
import { krippendorffAlpha } from '../../../src/themes/agreement/krippendorff.js';

const valueOf = (coefficient: Coefficient) => {
  if (!('value' in coefficient)) throw new Error(coefficient.undefinedBecause);
  return coefficient.value;
};

/** What each observer gave each unit, as the paper prints it; a dot is missing. */
const unitsOf = (...observers: string[]) => {
  const rows = observers.map((row) => row.split(' '));
  return (rows[0] ?? []).map((_, at) => rows.map((row) => row[at] ?? '.').filter((c) => c !== '.'));
};
const pair = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c'));

describe('Cohen’s kappa', () => {
  test('is .492 in the worked example of Cohen 1960: 200 cases, po .70, pe .41', () => {
    const table = { aa: 88, ab: 14, ac: 18, ba: 10, bb: 40, bc: 10, ca: 2, cb: 6, cc: 12 };
    const pairs = Object.entries(table).flatMap(([cell, times]) =>
      Array.from({ length: times }, () => [cell.charAt(0), cell.charAt(1)] as const),
    );
    const { kappa, count, agreement } = cohenKappa(pairs);
    expect({ count, agreement }).toEqual({ count: 200, agreement: 0.7 });
    expect(valueOf(kappa)).toBeCloseTo(0.29 / 0.59, 12);
  });

  test('is low beside high agreement where a theme is rare, and says how rare', () => {
    const pairs = [
      ...Array.from({ length: 18 }, () => ['no', 'no'] as const),
      ['yes', 'no'] as const,
      ['no', 'yes'] as const,
    ];
    // po = 18/20; pe = (19 × 19 + 1 × 1) / 400 = 362/400; (360 - 362) / (400 - 362) = -2/38.
    expect(cohenKappa(pairs).agreement).toBe(0.9);
    expect(valueOf(cohenKappa(pairs).kappa)).toBeCloseTo(-2 / 38, 12);
    expect(prevalence(pairs, 'yes')).toBe(0.05);
  });

  test('is the same whichever coder comes first', () => {
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const swapped = pairs.map(([first, second]) => [second, first] as const);
        expect(cohenKappa(swapped)).toEqual(cohenKappa(pairs));
      }),
    );
  });

  test('has no value, and says why, without variation or without comments', () => {
    expect(cohenKappa([['no', 'no']]).kappa).toEqual({
      undefinedBecause: expect.stringContaining('no variation'),
    });
    expect(cohenKappa([]).kappa).toEqual({
      undefinedBecause: expect.stringContaining('No comment'),
    });
  });
});

describe('Krippendorff’s alpha', () => {
  test('is .095 in the example of two observers and binary codes of Krippendorff 2011', () => {
    const units = unitsOf('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0');
    expect(valueOf(krippendorffAlpha(units))).toBeCloseTo(0.095, 3);
  });

  test('is .743 in the example of four observers with missing codes of Krippendorff 2011', () => {
    const units = unitsOf(
      '1 2 3 3 2 1 4 1 2 . . .',
      '1 2 3 3 2 2 4 1 2 5 . 3',
      '. 3 3 3 2 3 4 2 2 5 1 .',
      '1 2 3 3 2 4 4 1 2 5 1 .',
    );
    expect(valueOf(krippendorffAlpha(units))).toBeCloseTo(0.743, 3);
  });

  test('does not depend on the order of coders, and is 1 for identical codes that vary', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom('a', 'b'), { maxLength: 4 })), (units) => {
        const turned = units.map((codes) => [...codes].reverse());
        expect(krippendorffAlpha(turned)).toEqual(krippendorffAlpha(units));
      }),
    );
    expect(
      krippendorffAlpha([
        ['a', 'a'],
        ['b', 'b', 'b'],
      ]),
    ).toEqual({ value: 1 });
  });

  test('has no value, and says why, without variation or without two coders', () => {
    expect(krippendorffAlpha([['a', 'a']])).toEqual({
      undefinedBecause: expect.stringContaining('no variation'),
    });
    expect(krippendorffAlpha([['a'], []])).toEqual({
      undefinedBecause: expect.stringContaining('No comment'),
    });
  });
});
