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
  const found = matchThemes(readText(text), readQuestion(question, index), index);
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

  test('takes words after others only, where it says so', () => {
    expect(evidence('told >3 nothing', 'They told us nothing')).toEqual(['told us nothing']);
    expect(evidence('told >3 nothing', 'Nothing was told')).toEqual([]);
    expect(evidence('told >1 nothing', 'They told us nothing')).toEqual([]);
    expect(evidence('told >3 nothing', 'They told us. Nothing came')).toEqual([]);
    expect(evidence('told >3 nothing ~4 school', 'At school they told us nothing')).toEqual([
      'school they told us nothing',
    ]);
  });

  test.each([
    ['', 'Write a word to look for'],
    ['~3 mum', 'Write a word before “~3 mum”'],
    ['see ~ mum', '“~ mum” needs a number from 1 to 15 after ~'],
    ['see >99 mum', '“>99 mum” needs a number from 1 to 15 after >'],
    ['see ~0 mum', 'needs a number from 1 to 15'],
    ['see ~3', '“~3” needs a word after it'],
    ['see~3 mum', 'has no space before ~'],
    ['*', 'at least two letters before *'],
    ['a*', '“a*” would match too many words'],
    ['re*strain', '* in it: it can only stand at the end'],
    ['=restrain*', 'has = and *'],
    ['mum/', 'a / or = without a word beside it'],
    ["don't", 'write “do not” for “don'],
    ['“social worker”', 'Leave out the quotation marks'],
    ['mum, dad', 'Write / between words'],
    ['life-story', 'write two words, life story'],
    ['a b=c', '“b=c” is no word'],
  ])('that cannot be read is refused with what to write instead: %s', (source, words) => {
    expect(() => parsePattern(source)).toThrow(PatternFault);
    expect(() => parsePattern(source)).toThrow(words);
  });

  test('whatever is written is a pattern or a fault, and a pattern reads the same again', () => {
    const signs = fc.constantFrom(' ', ' ', '/', '=', '*', '~', ' ~3 ', ' >4 ', 'see', 'MUM', '’');
    const sources = fc.array(fc.oneof(signs, fc.string({ unit: 'grapheme', maxLength: 4 })));
    let read = 0;
    fc.assert(
      fc.property(sources, (parts) => {
        const source = parts.join('');
        try {
          const pattern = parsePattern(source);
          read += 1;
          expect(pattern.words.length).toBeGreaterThan(0);
          expect(pattern.source).not.toMatch(/\s\s|^\s|\s$|[A-Z]/u);
          expect(parsePattern(pattern.source)).toEqual(pattern);
        } catch (error) {
          if (!(error instanceof PatternFault)) throw error;
          expect(error.message).toMatch(/^\p{Lu}.*\.$|^“.*\.$/su);
        }
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(20);
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

  test('may count only where nothing else of the frame is found', () => {
    const index = indexThemes([
      { key: 'praise', rules: [rule('great', { isAlone: true })], askedAbout: [] },
      { key: 'food', rules: [rule('food')], askedAbout: [] },
    ]);
    const keys = (text: string) =>
      matchThemes(readText(text), readQuestion('', index), index).map(({ key }) => key);
    expect(keys('Great!')).toEqual(['praise']);
    expect(keys('Great food')).toEqual(['food']);
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
    matchThemes(readText(text), readQuestion('What about the food?', index), index);

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
