import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSearch, toSearchQuery, typedText } from '../../src/comments/parse-query.js';

const stem = (...words: string[]) => ({ words, match: 'stem' });
const exact = (...words: string[]) => ({ words, match: 'exact' });
const begun = (...words: string[]) => ({ words, match: 'prefix' });
const near = (apart: number, ...words: string[]) => ({ words, match: 'near', apart });

const query = (typed: string) => toSearchQuery(parseSearch(typed).parts);

describe('what is typed', () => {
  test.each<[string, object[][], object[]]>([
    ['staff listen', [[stem('staff')], [stem('listen')]], []],
    ['"not listened to"', [[exact('not', 'listened', 'to')]], []],
    ['“not listened to”', [[exact('not', 'listened', 'to')]], []],
    ['restrain*', [[begun('restrain')]], []],
    ['staff -agency', [[stem('staff')]], [stem('agency')]],
    ['staff –"agency staff"', [[stem('staff')]], [exact('agency', 'staff')]],
    ['staff NOT agency', [[stem('staff')]], [stem('agency')]],
    ['-agency', [], [stem('agency')]],
    ['mum OR dad', [[stem('mum'), stem('dad')]], []],
    [
      'mum | dad OR "my nan" tea',
      [[stem('mum'), stem('dad'), exact('my', 'nan')], [stem('tea')]],
      [],
    ],
    ['mum AND dad', [[stem('mum')], [stem('dad')]], []],
    ['mum or dad', [[stem('mum')], [stem('or')], [stem('dad')]], []],
    ["don't", [[stem('don', 't'), stem('dont')]], []],
    ['well-being', [[stem('well', 'being'), stem('wellbeing')]], []],
    ['2012-13', [[stem('2012', '13'), stem('201213')]], []],
    ['food, telly/tv', [[stem('food')], [stem('telly')], [stem('tv')]], []],
    ['OR', [[stem('or')]], []],
    ['colour:red', [[stem('colour')], [stem('red')]], []],
    ['staff NEAR listen', [[near(10, 'staff', 'listen')]], []],
    ['NEAR(staff listen, 3)', [[near(3, 'staff', 'listen')]], []],
    ['NEAR(staff "social worker" tea)', [[near(10, 'staff', 'social worker', 'tea')]], []],
    ['staff NEAR/4 "social worker" tea', [[near(4, 'staff', 'social worker')], [stem('tea')]], []],
    ['staff theme:food', [[stem('staff')]], []],
    ['http://example.org', [[stem('http')], [stem('example', 'org'), stem('exampleorg')]], []],
  ])('%s is read', (typed, all, none) => {
    expect(query(typed)).toEqual({ all, none });
  });

  test.each(['', '   ', '"', '""', '-', '*', '- * "', '( )', '😀', '\u0000', '|'])(
    '%j asks for nothing',
    (typed) => expect(query(typed)).toBeUndefined(),
  );
});

describe('advice', () => {
  test.each<[string, RegExp[]]>([
    ['staff', []],
    ['don\'t -never "so it\'s" begun*', []],
    ['food, telly & (tea)', []],
    ['"not closed', [/quotation mark was left open/]],
    ['*strain', [/star works only at the end/]],
    ['re*ain', [/star works only at the end/]],
    ['sad 😀', [/symbols and emoji were left out/]],
    ['OR staff', [/OR works only between/]],
    ['staff OR', [/OR works only between/]],
    ['staff OR -agency', [/OR works only between/]],
    ['NEAR staff', [/NEAR works only between/]],
    ['staff NEAR -agency', [/NEAR works only between/]],
    ['them:food', [/“them:” is not a filter.*Did you mean theme:\?/]],
    ['colour:red', []],
    ['staff theme:', [/Type what to filter by right after “theme:”/]],
    ['mum OR dad NEAR tea', [/NEAR works only between/]],
    ['(mum OR dad) tea', [/Brackets were left out/]],
    ['- -', [/nothing to search for/]],
    ['word '.repeat(40), [/first 30 words/]],
    ['x'.repeat(3000), [/first 1,000 characters/]],
  ])('on %s', (typed, expected) => {
    const { advice } = parseSearch(typed);
    expect(advice.length).toBe(expected.length);
    for (const [at, pattern] of expected.entries()) expect(advice[at]).toMatch(pattern);
  });
});

test.each<[string, object[]]>([
  ['theme:food', [{ field: 'theme', excluded: false, values: ['food'] }]],
  ['-Group:child', [{ field: 'group', excluded: true, values: ['child'] }]],
  [
    'theme:"being listened to",food staff',
    [{ field: 'theme', excluded: false, values: ['being listened to', 'food'] }],
  ],
  ['answered:"Q7=No"', [{ field: 'answered', excluded: false, values: ['Q7=No'] }]],
  ['"theme:food"', []],
  ['theme: food', []],
])('%s is read as filters', (typed, fields) => {
  expect(parseSearch(typed).fields).toEqual(fields);
});

test('a search written out again asks for the same', () => {
  const pieces = fc.constantFrom(
    ...[
      'staff',
      '"so it is"',
      '-',
      'OR',
      'NOT',
      '*',
      ' ',
      "don't",
      '(',
      'a',
      '"',
      'é',
      'AND',
      ',',
      'NEAR',
      'NEAR/3',
      'NEAR(',
      ')',
      'theme:',
      ':',
    ],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), fc.constantFrom(' ', ''), (list, between) => {
      const { parts } = parseSearch(list.join(between));
      const again = toSearchQuery(parseSearch(typedText(parts)).parts);
      const folded = (one: unknown) => JSON.stringify(one ?? null).toLowerCase();
      expect(folded(again)).toBe(folded(toSearchQuery(parts)));
    }),
    { numRuns: 2000 },
  );
});
