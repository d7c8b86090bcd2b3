import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { loadDefaultFrame, parseFrame } from '../../src/themes/code-frame.js';
import { patternWords, ruleWords } from '../../src/themes/rule-words.js';

const theme = {
  key: 'food',
  name: 'Food',
  definition: 'Meals.',
  useWhen: 'Meals.',
  notWhen: 'Cooking.',
  examples: ['chips'],
  rules: ['food'] as unknown[],
};
const frame = (changes: Record<string, unknown> = {}) =>
  stringify({ name: 'Frame', version: '1', themes: [{ ...theme, ...changes }] });

describe('a code frame', () => {
  test('that comes with the program has at least 20 themes, told in full', () => {
    const { themes, rules } = loadDefaultFrame();
    expect(themes.length).toBeGreaterThanOrEqual(20);
    expect(new Set(themes.map(({ key }) => key)).size).toBe(themes.length);
    expect(rules).toHaveLength(themes.length);
    for (const { definition, useWhen, notWhen, examples } of themes) {
      for (const words of [definition, useWhen, notWhen, ...examples]) expect(words).not.toBe('');
    }
  });

  test('may give a rule as a pattern or in parts', () => {
    const rules = ['food', { say: ['tea', 'dinner'], unless: 'cup of tea', negated: 'never' }];
    const [compiled] = parseFrame(frame({ rules })).rules;
    expect(compiled?.rules.map(({ patterns }) => patterns.length)).toEqual([1, 2]);
    expect(compiled?.rules[1]).toMatchObject({ negated: 'never' });
  });

  test.each([
    [{ rules: ['food', "don't eat"] }, /Theme “Food”, rule 2 \(don't eat\): “don't” has an apos/],
    [{ rules: ['food', { say: 'tea', unless: '~3 cup' }] }, /Theme “Food”, rule 2 \(tea\)/],
    [{ rules: ['food', { says: 'tea' }] }, /Theme “Food”, rule 2/],
    [{ key: 'Food & drink' }, /Theme “Food”, key: must be lower-case words/],
    [{ definition: '' }, /Theme “Food”, definition/],
    [{ rulez: [] }, /Theme “Food”/],
    [{ askedAbout: ['*'] }, /Theme “Food”, askedAbout/],
    [{ parent: 'home' }, /Theme “Food”, parent: the frame has no theme with the key home/],
    [{ parent: 'food' }, /Theme “Food”, parent: a theme cannot be part of itself/],
  ])('with a fault is refused, naming the theme and the rule: %j', (changes, words) => {
    expect(() => parseFrame(frame(changes))).toThrow(words);
  });

  test('may group themes under one without rules, and refuses a third level', () => {
    const home = { ...theme, key: 'home', name: 'Home', rules: [] };
    const nested = (parent: string | null) =>
      stringify({
        name: 'Frame',
        version: '1',
        themes: [
          { ...home, parent },
          { ...theme, parent: 'home' },
          { ...theme, key: 'life', name: 'Life' },
        ],
      });
    expect(parseFrame(nested(null)).themes.map(({ parent }) => parent)).toEqual([
      null,
      'home',
      null,
    ]);
    expect(() => parseFrame(nested('life'))).toThrow(/Theme “Food”, parent: “Home” is part of ano/);
    expect(() => parseFrame(nested('food'))).toThrow(/two levels at most/);
  });

  test('that is no YAML, no frame, or has a key twice is refused in words', () => {
    expect(() => parseFrame('a: [')).toThrow(/cannot be read as YAML/);
    expect(() => parseFrame('just words')).toThrow(/The code frame cannot be used/);
    const twice = stringify({ name: 'Frame', version: '1', themes: [theme, theme] });
    expect(() => parseFrame(twice)).toThrow('two themes with the key food');
  });
});

describe('rules in words', () => {
  test('read as an analyst would say them', () => {
    expect(patternWords('social worker')).toBe('social + worker');
    expect(patternWords('see/visit ~4 mum/dad/nan')).toBe(
      'see or visit, at most 4 words from mum, dad or nan',
    );
    expect(patternWords('restrain*')).toBe('restrain…');
    expect(patternWords('=caring')).toBe('caring (this form alone)');
  });

  test('say what undoes them', () => {
    const rule = {
      say: ['tea'],
      unless: ['cup of tea'],
      negated: 'never' as const,
      whenAsked: ['food'],
    };
    expect(ruleWords(rule)).toEqual({
      says: ['tea'],
      unless: ['cup + of + tea'],
      only: 'Not after “not” or “never”. Only where the question says food.',
    });
  });
});
