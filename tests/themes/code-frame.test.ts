import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { projectPath } from '../../src/paths.js';
import { parseYamlFrame } from '../../src/themes/code-frame.js';
import { compileFrame, shippedFrame } from '../../src/themes/compile-frame.js';
import { readFrameFile } from '../../src/themes/read-frame-file.js';
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

const keysOfVersion1 = `feeling-safe bullying restraint being-listened-to complaints-and-advocacy
  family-contact siblings social-workers moves-and-stability matching-and-information delay
  support-for-carers education-and-work health-and-wellbeing food activities-and-leisure
  privacy-and-rules quality-of-care leaving-care money-and-allowances training-and-preparation
  working-together plans-and-reviews identity-and-culture home-and-room living-with-others`.split(
  /\s+/,
);

const readFrame = (source: string) => compileFrame(parseYamlFrame(source));

describe('a code frame', () => {
  test.each([
    ['childrens-social-care', 26, 8, 3],
    ['nhs-patient-feedback', 44, 9, 1],
  ])('that comes with the program is told in full: %s', (name, themed, groups, fewest) => {
    const { themes } = readFrameFile(name);
    const parents = new Set(themes.map(({ parent }) => parent));
    const grouping = themes.filter(({ key }) => parents.has(key));
    const others = themes.filter(({ key }) => !parents.has(key));
    expect([others.length, grouping.length]).toEqual([themed, groups]);
    for (const { definition, useWhen, notWhen, examples, rules, parent } of others) {
      for (const words of [definition, useWhen, notWhen, ...examples]) expect(words).not.toBe('');
      expect(examples.length).toBeGreaterThanOrEqual(fewest);
      expect(rules.length).toBeGreaterThan(0);
      expect(parent).not.toBeNull();
    }
  });

  test('is read as it is written', () => {
    const yaml = readFileSync(projectPath('src/themes/childrens-social-care.yaml'), 'utf8');
    expect(shippedFrame()).toEqual(parseYamlFrame(yaml));
  });

  test('of version 2 keeps the keys that comments were coded by before', () => {
    const keys = shippedFrame().themes.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(keysOfVersion1));
  });

  test('may give a rule as a pattern or in parts', () => {
    const rules = ['food', { say: ['tea', 'dinner'], unless: 'cup of tea', negated: 'never' }];
    const [compiled] = readFrame(frame({ rules })).rules;
    expect(compiled?.rules.map(({ patterns }) => patterns.length)).toEqual([1, 2]);
    expect(compiled?.rules[1]).toMatchObject({ negated: 'never' });
  });

  test.each([
    [{ rules: ['food', "don't eat"] }, /Theme “Food”, rule 2 \(don't eat\): “don't” has an apos/],
    [{ rules: ['food', { say: 'tea', unless: '~3 cup' }] }, /Theme “Food”, rule 2 \(tea\)/],
    [{ rules: ['food', { says: 'tea' }] }, /Theme “Food”, rule 2: must be a pattern, or say with/],
    [{ key: 'Food & drink' }, /Theme “Food”, key: must be lower-case words/],
    [{ definition: '' }, /Theme “Food”, definition/],
    [{ rulez: [] }, /Theme “Food”/],
    [{ askedAbout: ['*'] }, /Theme “Food”, askedAbout/],
    [{ parent: 'home' }, /Theme “Food”, parent: the frame has no theme with the key home/],
    [{ parent: 'food' }, /Theme “Food”, parent: a theme cannot be part of itself/],
  ])('with a fault is refused, naming the theme and the rule: %j', (changes, words) => {
    expect(() => readFrame(frame(changes))).toThrow(words);
  });

  test('takes a number for the word that it is', () => {
    expect(
      readFrame(frame({ rules: [18, { say: ['turn ~3 18', 21] }] })).themes[0]?.rules,
    ).toMatchObject([{ say: ['18'] }, { say: ['turn ~3 18', '21'] }]);
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
    expect(readFrame(nested(null)).themes.map(({ parent }) => parent)).toEqual([
      null,
      'home',
      null,
    ]);
    expect(() => readFrame(nested('life'))).toThrow(/Theme “Food”, parent: “Home” is part of ano/);
    expect(() => readFrame(nested('food'))).toThrow(/two levels at most/);
  });

  test('that is no YAML, no frame, or has a key twice is refused in words', () => {
    expect(() => readFrame('a: [')).toThrow(/cannot be read as YAML/);
    expect(() => readFrame('just words')).toThrow(/The code frame cannot be used/);
    const twice = stringify({ name: 'Frame', version: '1', themes: [theme, theme] });
    expect(() => readFrame(twice)).toThrow('two themes with the key food');
  });
});

describe('rules in words', () => {
  test('read as an analyst would say them', () => {
    expect(patternWords('social worker')).toBe('social + worker');
    expect(patternWords('see/visit ~4 mum/dad/nan')).toBe(
      'see or visit, at most 4 words from mum, dad or nan',
    );
    expect(patternWords('told >4 nothing')).toBe('told, then nothing, at most 4 words on');
    expect(patternWords('restrain*')).toBe('restrain…');
    expect(patternWords('=caring')).toBe('caring (this form alone)');
  });

  test('say what undoes them', () => {
    const rule = {
      say: ['tea'],
      unless: ['cup of tea'],
      negated: 'never' as const,
      whenAsked: ['food'],
      alone: true,
    };
    expect(ruleWords(rule)).toEqual({
      says: ['tea'],
      unless: ['cup + of + tea'],
      only: 'Not after “not” or “never”. Only where the question says food. Only where no other theme is found.',
    });
  });
});
