import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { indexThemes } from '../../src/text/theme-index.js';
import { matchThemes, readQuestion } from '../../src/text/match-themes.js';
import { readText } from '../../src/text/read-text.js';
import { PatternFault } from '../../src/text/parse-pattern.js';
import { parseYamlFrame } from '../../src/themes/code-frame.js';
import { compileFrame } from '../../src/themes/compile-frame.js';
import { tooBroad } from '../../src/themes/rule-breadth.js';
import { ruleLanguage } from '../../src/themes/rule-language.js';

const told = { definition: 'x', useWhen: 'x', notWhen: 'x', examples: ['x'] };

/** Whether a rule, in a frame that has a theme of food too, finds its theme. */
function finds(rule: unknown, text: string, question: string): boolean {
  const themes = [
    { key: 'it', name: 'It', ...told, rules: [rule] },
    { key: 'food', name: 'Food', ...told, rules: ['dinner'] },
  ];
  const index = indexThemes(
    compileFrame(parseYamlFrame(stringify({ name: 'Frame', version: '1', themes }))).rules,
  );
  const found = matchThemes(readText(text), readQuestion(question, index), index);
  return found.some(({ key }) => key === 'it');
}

describe('the help on rules', () => {
  test.each(ruleLanguage.map((sign) => [sign.name, sign] as const))(
    'says what is so: %s',
    (_, { rule, finds: hit, leaves, questions = ['', ''] }) => {
      expect(finds(rule, hit, questions[0])).toBe(true);
      expect(finds(rule, leaves, questions[1])).toBe(false);
    },
  );

  test('names every part that a rule can have', () => {
    const parts = ruleLanguage.flatMap(({ rule }) =>
      typeof rule === 'string' ? [] : Object.keys(rule),
    );
    expect(new Set(parts)).toEqual(new Set(['say', 'unless', 'negated', 'whenAsked', 'alone']));
  });
});

describe('a rule that is too broad', () => {
  test.each([
    [['the'], /^“the” is in comments on anything/],
    [['food', 'good/tasty'], /^“good” is in comments on anything/],
    [['=my'], /^“=my” is in/],
    [['re*'], /^“re\*” matches every word that begins with re/],
    [['like ~10 people'], /^“like ~10 people” is of words that are in comments on anything/],
    [['not >3 the'], /is of words that are in/],
  ])('says so by its shape: %j', (say, sentence) => {
    expect(tooBroad({ say })).toMatch(sentence);
  });

  test.each([
    ['bully'],
    ['get on ~4 kids'],
    ['see ~4 mum'],
    ['so long'],
    ['re* ~3 school'],
    ['res*'],
  ])('is not: %s', (pattern) => {
    expect(tooBroad({ say: [pattern] })).toBeUndefined();
  });

  test('says so by what it hits, from 30 comments on', () => {
    const say = ['staff'];
    expect(tooBroad({ say }, { hits: 412, total: 1000 })).toMatch(
      /^This rule matches 41% of 1,000 comments/,
    );
    expect(tooBroad({ say }, { hits: 10, total: 30 })).toBeUndefined();
    expect(tooBroad({ say }, { hits: 11, total: 30 })).toMatch(/37% of 30 comments/);
    expect(tooBroad({ say }, { hits: 29, total: 29 })).toBeUndefined();
  });

  test('is first one that can be read', () => {
    expect(() => tooBroad({ say: ['a*'] })).toThrow(PatternFault);
  });
});
