import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchThemes, readQuestion } from '../../src/text/match-themes.js';
import { parsePattern, PatternFault } from '../../src/text/parse-pattern.js';
import { readText } from '../../src/text/read-text.js';
import { indexThemes, type ThemeRule } from '../../src/text/theme-index.js';

const rule = (say: string, more: Partial<ThemeRule> = {}): ThemeRule => ({
  patterns: [parsePattern(say)],
  unless: [],
  whenAsked: [],
  ...more,
});

/** The words of a text that a rule takes as its evidence. */
function evidence(of: ThemeRule | string, text: string, question = ''): string[] {
  const rules = [typeof of === 'string' ? rule(of) : of];
  const index = indexThemes([{ key: 'it', rules, askedAbout: [] }]);
  const found = matchThemes(readText(text), readQuestion(question, index), index, (word) => word);
  return found.flatMap(({ evidence: spans }) =>
    spans.map(({ start, end }) => text.slice(start, end)),
  );
}

describe('a pattern', () => {
  test('takes a word in all of its forms and in capitals, and never a part of another word', () => {
    expect(evidence('bully', 'They BULLIED me, bullies, bullying')).toEqual([
      'BULLIED',
      'bullies',
      'bullying',
    ]);
    expect(evidence('run', 'he ran')).toEqual(['ran']);
    expect(evidence('ring', 'caring staff bring string')).toEqual([]);
    expect(evidence('tutor', 'statutory')).toEqual([]);
    expect(evidence('exam', 'for examples')).toEqual([]);
    expect(evidence('eat', 'at home')).toEqual([]);
  });

  test('takes one form alone after =, any ending before *, and either of two around /', () => {
    expect(evidence('=caring', 'caring carers care')).toEqual(['caring']);
    expect(evidence('restrain*', 'restraint, restrained')).toEqual(['restraint', 'restrained']);
    expect(evidence('mum/dad', 'my dad and mums')).toEqual(['dad', 'mums']);
  });

  test('takes words in a row, with "my" between them, within a sentence', () => {
    expect(evidence('see family', 'I see my own family')).toEqual(['see my own family']);
    expect(evidence('see family', 'I see no family')).toEqual([]);
    expect(evidence('social worker', 'Very social. Worker left')).toEqual([]);
    expect(evidence('life story', 'life-story book')).toEqual(['life-story']);
  });

  test('takes words near each other either way round, as near as it says', () => {
    expect(evidence('see ~3 mum', 'I never see or ring mum')).toEqual(['see or ring mum']);
    expect(evidence('see ~2 mum', 'I never see or ring mum')).toEqual([]);
    expect(evidence('see ~3 mum', 'mum I want to see')).toEqual([]);
    expect(evidence('see ~4 mum', 'mum I want to see')).toEqual(['mum I want to see']);
    expect(evidence('see ~4 mum', 'I see him. My mum left')).toEqual([]);
    expect(evidence('nasty ~2 thing ~2 say', 'they say nasty things')).toEqual([
      'say nasty things',
    ]);
  });

  test('is refused with the fault where it cannot be read', () => {
    for (const source of [
      '',
      'see ~ mum',
      'see ~99 mum',
      'see ~3',
      '*',
      'a*',
      "don't",
      'a b=c',
      '~3 mum',
    ]) {
      expect(() => parsePattern(source)).toThrow(PatternFault);
    }
  });
});

describe('a rule', () => {
  test('does not hold where an exception stands in the same sentence', () => {
    const tea = rule('tea', { unless: [parsePattern('cup of tea')] });
    expect(evidence(tea, 'tea was cold')).toEqual(['tea']);
    expect(evidence(tea, 'We had a cup of tea. The tea was late')).toEqual(['tea']);
  });

  test('heeds negation where it says so', () => {
    const text = 'I was not bullied. Others were bullied';
    expect(evidence(rule('bully', { negated: 'never' }), text)).toEqual(['bullied']);
    expect(evidence(rule('bully', { negated: 'only' }), text)).toHaveLength(1);
    expect(evidence(rule('bully', { negated: 'only' }), 'They were bullied')).toEqual([]);
    expect(evidence('bully', text)).toHaveLength(2);
  });

  test('may hold under some questions only', () => {
    const late = rule('late', { whenAsked: [parsePattern('school')] });
    expect(evidence(late, 'always late', 'How do you get to school?')).toEqual(['late']);
    expect(evidence(late, 'always late', 'What about food?')).toEqual([]);
  });
});

describe('a question about a theme', () => {
  const index = indexThemes([
    { key: 'food', rules: [rule('dinner')], askedAbout: [parsePattern('food')] },
  ]);
  const find = (text: string) =>
    matchThemes(readText(text), readQuestion('What about the food?', index), index, (word) => word);

  test('makes the whole of any answer evidence, the words of a rule where there are some', () => {
    expect(find(' its rank! ')).toEqual([{ key: 'food', evidence: [{ start: 1, end: 9 }] }]);
    expect(find('good dinner')).toEqual([{ key: 'food', evidence: [{ start: 5, end: 11 }] }]);
  });

  test('finds nothing in an answer that says nothing', () => {
    for (const text of ['', '...', 'n/a', 'dont know', 'Nothing']) expect(find(text)).toEqual([]);
  });
});

test('evidence lies in the text, holds something, is in order and does not overlap', () => {
  const words = [
    'see',
    'sees',
    'my',
    'mum',
    'dad',
    'social',
    'worker',
    'not',
    '.',
    '\n',
    '😀',
    'restraint',
    ',',
  ];
  const index = indexThemes([
    { key: 'a', rules: [rule('see ~3 mum/dad'), rule('mum')], askedAbout: [] },
    {
      key: 'b',
      rules: [rule('social worker'), rule('rest*', { negated: 'never' })],
      askedAbout: [],
    },
  ]);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 30 }),
      (parts) => {
        const text = parts.join(' ');
        for (const { evidence: spans } of matchThemes(
          readText(text),
          readQuestion('', index),
          index,
          (word) => word,
        )) {
          let end = -1;
          expect(spans.length).toBeGreaterThan(0);
          for (const span of spans) {
            expect(span.start).toBeGreaterThan(end);
            expect(text.slice(span.start, span.end)).toMatch(/mum|dad|worker|rest/iu);
            end = span.end;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        }
      },
    ),
  );
});
