import { describe, expect, test } from '@jest/globals';
import { isHeldOut, readDomainSet, readValences } from '../../src/themes/labelled-sets.js';
import { evaluateSentiment } from '../../src/themes/evaluate-sentiment.js';
import { evaluateThemes } from '../../src/themes/evaluate-themes.js';
import type { CommentTags, Tagger } from '../../src/themes/tag-comments.js';

describe('holding texts back from training', () => {
  const { comments } = readDomainSet();

  test('keeps about one in five', () => {
    const held = comments.filter(({ text }) => isHeldOut(text)).length;
    expect(comments.length).toBeGreaterThanOrEqual(300);
    expect(held / comments.length).toBeGreaterThan(0.15);
    expect(held / comments.length).toBeLessThan(0.3);
  });

  test('puts the same words on the same side however they are written', () => {
    for (const { text } of comments) {
      expect(isHeldOut(`  ${text.toUpperCase()}!! `)).toBe(isHeldOut(text));
    }
  });
});

test('valences are -5 to 5, one for each word', () => {
  const valences = Object.entries(readValences());
  expect(valences.length).toBeGreaterThan(100);
  for (const [word, valence] of valences) {
    expect(word).not.toBe('');
    expect(Math.abs(valence)).toBeLessThanOrEqual(5);
  }
});

describe('measuring a tagger', () => {
  const tags = (
    label: CommentTags['sentiment']['label'],
    probability: number,
    keys: string[] = [],
  ) => ({
    sentiment: { label, probability, evidence: [], criticality: 0 },
    themes: keys.map((key) => ({ key, evidence: [], source: 'rule' as const, confidence: null })),
    risks: [],
  });
  const answers: Record<string, CommentTags> = {
    a: tags('positive', 0.9, ['food']),
    b: tags('mixed', 0.8, ['food', 'school']),
    c: tags('positive', 0.6),
    d: tags('negative', 0.7, ['school']),
  };
  const frame = {
    name: 'Frame',
    version: '1',
    themes: ['food', 'school'].map((key) => ({ key, name: `All about ${key}`, definition: '' })),
  };
  const tagger: Tagger = { frame, tag: (text) => answers[text] ?? tags('undetected', 0) };
  const readLabel = (text: string) => tagger.tag(text, '').sentiment;
  const set = {
    name: 'set',
    comments: [
      { text: 'a', question: '', sentiment: 'positive' as const, themes: ['All about food'] },
      { text: 'b', question: '', sentiment: 'neutral' as const, themes: ['food'] },
      { text: 'c', question: '', sentiment: 'negative' as const, themes: ['school'] },
      { text: 'd', question: '', sentiment: 'mixed' as const },
    ],
  };

  test('counts mixed as neutral on three labels, and keeps it on five', () => {
    const report = evaluateSentiment(set, readLabel, [{ name: 'glad', read: () => 'positive' }]);
    // Three: p+ n+ (mixed as neutral), negative found positive, mixed (neutral) found negative.
    expect(report?.systems.map(({ name }) => name)).toEqual([
      'viewfinder',
      'glad',
      'most common class',
    ]);
    expect(report?.systems.map(({ scores }) => scores.accuracy)).toEqual([2 / 4, 1 / 4, 2 / 4]);
    expect(report?.five?.accuracy).toBe(1 / 4);
    expect(report?.sure).toEqual({ share: 3 / 4, accuracy: 1 / 3 });
    // Of a (positive) and c (negative), c is found positive.
    expect(report?.flipped).toBe(1 / 2);
    // Said .6, .7, .8, .9; only the last is right on five labels: (.6 + .7 + .8 + .1) / 4.
    expect(report?.reliability.error).toBeCloseTo(0.55);
  });

  test('takes themes by key or name, of comments that have any', () => {
    const report = evaluateThemes(set, tagger);
    // There: food, food, school. Found: food; food and school; none.
    expect(report?.count).toBe(3);
    expect(report?.scores.micro.precision).toBeCloseTo(2 / 3);
    expect(report?.scores.micro.recall).toBeCloseTo(2 / 3);
  });

  test('leaves out what another frame coded, and sets without labels', () => {
    const foreign = {
      name: 'f',
      comments: [{ text: 'a', question: '', themes: ['Parking', 'Wards', 'Food'] }],
    };
    expect(evaluateThemes(foreign, tagger)).toBeUndefined();
    expect(evaluateSentiment(foreign, readLabel, [])).toBeUndefined();
  });
});
