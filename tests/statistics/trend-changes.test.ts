import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { standingOf } from '../../src/statistics/comparability.js';
import { proportion } from '../../src/statistics/percentages.js';
import type { AskedQuestion } from '../../src/statistics/rates.js';
import {
  changesOf,
  correctTogether,
  followedOf,
  shareOf,
} from '../../src/statistics/trend-changes.js';
import { changeInWords } from '../../src/statistics/trend-words.js';
import type { Trend, TrendChange, TrendWave } from '../../src/statistics/trend.js';

const missing = {
  not_asked: 0,
  no_reply: 0,
  dont_know: 0,
  not_applicable: 0,
  prefer_not: 0,
  invalid: 0,
};

const waveOf = (at: number, [numerator, base]: [number, number]): TrendWave => ({
  waveId: at,
  wave: `Wave ${at}`,
  baseWords: '',
  rates: { base, options: [], missing, strays: 0, negative: null },
  population: null,
  intervalNote: null,
  share: proportion(numerator, base),
});

const certain = () => standingOf([], null);
const changes = (...shares: [number, number][]) => {
  const waves = shares.map((share, at) => waveOf(at, share));
  return changesOf(waves, certain, true);
};
const trendWith = (own: TrendChange[]): Trend => ({
  surveyId: 1,
  question: { id: 1, text: '', kind: 'single' },
  followed: { code: null, label: 'Negative answers' },
  groupKey: null,
  waves: [],
  changes: own,
});

describe('a change in points', () => {
  // Worked out in Python (scipy) by Newcombe's formula from Wilson's limits.
  it.each([
    { from: [47, 86], to: [51, 100], points: -4, low: -18, high: 11, p: 0.619 },
    // The exact shares differ by 4.75: 13% and 9% are printed, and 4 is what a reader finds between them.
    { from: [12, 89], to: [9, 103], points: -4, low: -15, high: 5, p: 0.2935 },
    { from: [26, 87], to: [23, 101], points: -7, low: -20, high: 6, p: 0.268 },
  ] as const)('from $from to $to is $points ($low to $high)', ({ from, to, ...expected }) => {
    const [change] = changes([...from], [...to]);
    expect(change).toMatchObject({ ...expected, p: expect.closeTo(expected.p, 4) as unknown });
  });

  it('is the difference of the printed percentages, and its interval always holds it', () => {
    const share = fc
      .integer({ min: 1, max: 100_000 })
      .chain((base) => fc.tuple(fc.integer({ min: 0, max: base }), fc.constant(base)));
    fc.assert(
      fc.property(share, share, (before, after) => {
        const [change] = changes(before, after);
        const [low, points, high] = [change?.low, change?.points, change?.high].map(Number);
        const printed = [before, after].map(([part, base]) => proportion(part, base).percentage);
        expect(points).toBe(Number(printed[1]) - Number(printed[0]));
        expect(low).toBeLessThanOrEqual(points ?? NaN);
        expect(high).toBeGreaterThanOrEqual(points ?? NaN);
        expect(low).toBeGreaterThanOrEqual(-100);
        expect(high).toBeLessThanOrEqual(100);
      }),
      { numRuns: 500 },
    );
  });

  it('has no interval but itself where everybody who was invited answered in both waves', () => {
    const whole = ([part, base]: [number, number], at: number) => ({
      ...waveOf(at, [part, base]),
      population: base,
    });
    const [change] = changesOf([whole([47, 100], 0), whole([60, 100], 1)], certain, true);
    expect(change).toMatchObject({ points: 13, low: 13, high: 13 });
  });

  it('is withheld where either figure is', () => {
    const hidden = { ...waveOf(1, [1, 4]), share: withheldShare() };
    const [into, out] = changesOf([waveOf(0, [5, 20]), hidden, waveOf(2, [5, 20])], certain, true);
    for (const change of [into, out]) {
      expect(change).toMatchObject({ points: '[c]', low: '[c]', high: '[c]', p: null });
      expect(change && changeInWords(change)).toBe('[c]');
    }
  });

  it('is not there for an empty base', () => {
    const [change] = changes([0, 0], [5, 20]);
    expect(change).toMatchObject({ points: null, p: null, comparable: 'yes' });
    expect(change && changeInWords(change)).toBe('no figure to compare');
  });
});

function withheldShare(): TrendWave['share'] {
  return { numerator: '[c]', base: '[c]', percentage: '[c]', low: '[c]', high: '[c]' };
}

describe('a change that is not certain to be one', () => {
  const finding = { kind: 'wording', toSettle: true, sentence: 'Reworded.', wordings: [] } as const;
  const decision = {
    comparable: false,
    note: 'Reworded',
    accountName: '',
    decidedAt: '',
    findings: [],
  };
  const waves = [waveOf(0, [5, 50]), waveOf(1, [25, 50])];
  const between = (standing: ReturnType<typeof standingOf>, forPublication: boolean) =>
    changesOf(waves, () => standing, forPublication)[0] as TrendChange;

  it('is shown inside alone until somebody has said that the waves can be compared', () => {
    const unsettled = standingOf([{ ...finding, wordings: [] }], null);
    expect(between(unsettled, false)).toMatchObject({ points: 40, comparable: 'unsettled' });
    const published = between(unsettled, true);
    expect(published).toMatchObject({ points: null, low: null, p: null, notes: ['Reworded.'] });
    expect(changeInWords(published)).toBe('not settled whether they can be compared');
  });

  it('is shown to nobody once somebody has said that they cannot', () => {
    for (const forPublication of [true, false]) {
      const change = between(standingOf([], decision), forPublication);
      expect(change).toMatchObject({
        points: null,
        p: null,
        comparable: 'no',
        notes: ['Reworded'],
      });
      expect(changeInWords(change)).toBe('not comparable');
    }
  });
});

describe('changes shown together', () => {
  it('are corrected together, and those that are not tested do not count', () => {
    const [small] = changes([47, 100], [60, 100]);
    const [large] = changes([20, 100], [50, 100]);
    const [empty] = changes([0, 0], [5, 20]);
    if (!small || !large || !empty) throw new Error('no change');
    const corrected = correctTogether([trendWith([small, empty]), trendWith([large])]);
    const values = corrected.flatMap((trend) => trend.changes.map(({ adjustedP }) => adjustedP));
    // Chi-square, in R: 0.0653292 and 0.00000868771; Holm: the least times 2, the other as it is.
    expect(values[0]).toBeCloseTo(0.0653292, 6);
    expect(values[1]).toBeNull();
    expect(values[2]).toBeCloseTo(0.0000173754, 9);
  });
});

describe('what a trend follows', () => {
  const option = (code: number, label: string, polarity: 'neutral' | 'negative' | 'excluded') => ({
    code,
    label,
    polarity,
  });
  const question = (kind: 'single' | 'multiple', options: AskedQuestion['options']) =>
    ({ kind, options }) as AskedQuestion;
  const plain = [option(0, 'Not sure', 'excluded'), option(1, 'Yes', 'neutral')];

  it('is the negative answers, the answer chosen, or the first of the base', () => {
    const judged = question('single', [...plain, option(2, 'No', 'negative')]);
    expect(followedOf(judged, null)).toEqual({ code: null, label: 'Negative answers' });
    expect(followedOf(judged, 1)).toEqual({ code: 1, label: 'Yes' });
    expect(followedOf(judged, 7)).toEqual({ code: null, label: 'Negative answers' });
    expect(followedOf(question('single', plain), null)).toEqual({ code: 1, label: 'Yes' });
    expect(followedOf(question('multiple', plain), null)).toEqual({ code: 0, label: 'Not sure' });
    expect(followedOf(question('single', []), null)).toBeNull();
  });

  it('is withheld with the answer, and has its interval otherwise', () => {
    const row = { ...option(1, 'Yes', 'neutral'), count: 51, percentage: 51 };
    const rates = { base: 100, options: [row], missing, strays: 0, negative: null };
    const yes = { code: 1, label: 'Yes' };
    expect(shareOf(rates, yes)).toEqual(proportion(51, 100));
    const hidden = { ...rates, options: [{ ...row, count: '[c]', percentage: '[c]' } as const] };
    expect(shareOf(hidden, yes)).toMatchObject({ base: 100, percentage: '[c]', low: '[c]' });
    expect(shareOf(rates, { code: 9, label: 'Other' })).toBeNull();
  });
});
