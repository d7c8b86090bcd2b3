import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchedSpans, segmentText } from '../../src/comments/mark-text.js';
import { parseSearch, toSearchQuery } from '../../src/comments/parse-query.js';

/** The text with what a search marks in brackets. */
const marked = (typed: string, text: string) =>
  segmentText(text, matchedSpans(text, toSearchQuery(parseSearch(typed).parts)))
    .map((segment) => (segment.marked ? `[${segment.text}]` : segment.text))
    .join('');

describe('the marks of a search', () => {
  test.each([
    ['restrain', 'Restrained, restraining; strain', '[Restrained], [restraining]; strain'],
    ['"restrain"', 'restrained or restrain', 'restrained or [restrain]'],
    ['communicat*', 'Communication, community', '[Communication], community'],
    ['"not listened"', 'not listened. Not  Listened to', '[not listened]. [Not  Listened] to'],
    ["don't", 'I don’t and dont', 'I [don’t] and [dont]'],
    ['cafe', 'the café 😀 cafe', 'the [café] 😀 [cafe]'],
    ['staff -good', 'good staff', 'good [staff]'],
    ['mum OR dad', 'mum, dad, mums', '[mum], [dad], [mums]'],
    ['"a b" "b c"', 'a b c', '[a ][b][ c]'],
    ['nothing', 'here', 'here'],
    ['', 'here', 'here'],
  ])('%s in “%s”', (typed, text, expected) => {
    expect(marked(typed, text)).toBe(expected);
  });
});

test('segments are the whole text, in order, whatever the spans', () => {
  const span = fc.record({ start: fc.nat(40), end: fc.nat(40) });
  fc.assert(
    fc.property(
      fc.string({ maxLength: 40 }),
      fc.array(span),
      fc.array(span),
      (text, one, other) => {
        const segments = segmentText(text, one, other);
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
      },
    ),
  );
});
