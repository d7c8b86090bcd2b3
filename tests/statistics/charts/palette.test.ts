import { describe, expect, it } from '@jest/globals';
import type { Category, Tone } from '../../../src/statistics/charts/chart.js';
import {
  barPaints,
  ink,
  page,
  paintsOf,
  quiet,
  verdictPaints,
  withheldPaint,
  type Paint,
} from '../../../src/statistics/charts/palette.js';
import { contrast, difference, visions } from './colour-vision.js';

const of = (...tones: Tone[]): Category[] => tones.map((tone, at) => ({ label: String(at), tone }));

const scales: Record<string, Category[]> = {
  'yes and no': of('positive', 'negative', 'dont_know'),
  'no and yes': of('negative', 'positive', 'dont_know'),
  'agree to disagree': of('positive', 'positive', 'negative', 'negative', 'dont_know'),
  'with a middle': of('positive', 'positive', 'neutral', 'negative', 'negative', 'dont_know'),
  'the other way round': of('negative', 'negative', 'neutral', 'positive', 'positive'),
  'seven steps': of(
    ...(['positive', 'positive', 'positive', 'neutral'] as const),
    ...(['negative', 'negative', 'negative', 'dont_know'] as const),
  ),
  sentiments: of('positive', 'neutral', 'neutral', 'negative', 'dont_know'),
  names: of('named', 'named', 'named', 'named', 'named', 'named', 'named', 'named'),
};
const scalePaints: [string, Paint[]][] = [
  ...Object.entries(scales).map(([name, own]): [string, Paint[]] => [name, paintsOf(own)]),
  ['two side by side', [...barPaints]],
  ['changes', Object.values(verdictPaints)],
];

it('measures contrast and difference as published', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  // WebAIM's contrast checker gives 4.54 for this grey.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  // sRGB red is at L* 53.24, a* 80.09, b* 67.20, and white at 100, 0, 0 (B. Lindbloom's calculator).
  expect(difference('#ff0000', '#ffffff', visions['all'] ?? fail())).toBeCloseTo(114.5, 0);
});

function fail(): never {
  throw new Error('no such vision');
}

describe.each(scalePaints)('the colours of %s', (_, paints) => {
  it('stand out from the page, by themselves or by their edge', () => {
    for (const { fill, edge } of paints) {
      expect(Math.max(contrast(fill, page), contrast(edge, page))).toBeGreaterThanOrEqual(3);
    }
  });

  it('carry labels that can be read', () => {
    for (const { fill, text } of paints) expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(visions))('stay apart from their neighbours: %s', (_name, vision) => {
    paints.slice(1).forEach(({ fill }, at) => {
      expect(difference(fill, paints[at]?.fill ?? fill, vision)).toBeGreaterThanOrEqual(15);
    });
  });

  it('do not stand alone: no two have the same pattern and the same colour, no neighbours the same pattern', () => {
    const looks = paints.map(({ fill, pattern }) => `${fill} ${pattern}`);
    expect(new Set(looks).size).toBe(paints.length);
    paints.slice(1).forEach(({ pattern }, at) => expect(pattern).not.toBe(paints[at]?.pattern));
  });
});

it('gives every one of twelve names, and every step of a long scale, a look of its own', () => {
  const ten = of(
    ...Array.from({ length: 4 }, (): Tone => 'negative'),
    ...Array.from({ length: 2 }, (): Tone => 'neutral'),
    ...Array.from({ length: 4 }, (): Tone => 'positive'),
  );
  for (const own of [of(...Array.from({ length: 12 }, (): Tone => 'named')), ten]) {
    const looks = paintsOf(own).map(({ fill, pattern }) => `${fill} ${pattern}`);
    expect(new Set(looks).size).toBe(own.length);
  }
});

it('sets the strongest answers at the far ends, whichever way a scale runs', () => {
  const [forward, backward] = [scales['with a middle'], scales['the other way round']].map((own) =>
    paintsOf(own ?? []).map(({ fill }) => fill),
  );
  expect(forward?.slice(0, 5)).toEqual([...(backward ?? [])].reverse());
  expect(forward?.[0]).toBe('#12436d');
});

it('marks what is withheld with no colour of an answer', () => {
  expect(withheldPaint.fill).toBe(page);
  expect(contrast(withheldPaint.edge, page)).toBeGreaterThanOrEqual(3);
  expect(contrast(quiet, page)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(ink, page)).toBeGreaterThanOrEqual(4.5);
});
