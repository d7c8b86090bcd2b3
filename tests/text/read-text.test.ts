import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readText } from '../../src/text/read-text.js';

const formsOf = (text: string) => readText(text).tokens.map(({ word }) => word.form);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        'dont',
        'carnt',
        ' ',
        '\n',
        '😀',
        '👨‍👩‍👧',
        'é',
        '…',
        "'",
        '.',
        'http://',
        '__proto__',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('reading a text', () => {
  test('every token stands in the text where it says, in order, and none overlaps another', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of readText(text).tokens) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          end = token.end;
        }
      }),
      { examples: [['dont..dont']] },
    );
  });

  test('opens contractions and puts children’s spelling right, where the words were', () => {
    const { tokens } = readText('I carnt see my freinds, I don’t');
    expect(tokens.map(({ word }) => word.form)).toEqual([
      'i',
      'not',
      'see',
      'my',
      'friends',
      ',',
      'i',
      'do',
      'not',
    ]);
    const friends = tokens[4];
    expect('I carnt see my freinds, I don’t'.slice(friends?.start, friends?.end)).toBe('freinds');
  });

  test('gives the dictionary form of irregular words', () => {
    const { tokens, lemmaOf } = readText('They ran away and were told');
    expect(tokens.map(lemmaOf)).toEqual(['they', 'run', 'away', 'and', 'be', 'tell']);
  });

  test('ends a sentence at a full stop and at a line break', () => {
    const { tokens } = readText('It is nice. They listen\nfood is bad');
    expect(tokens.map(({ sentence }) => sentence)).toEqual([0, 0, 0, 0, 1, 1, 2, 2, 2]);
  });

  test('has no word for a text without any, and takes words of the language’s own objects as words', () => {
    expect(formsOf('')).toEqual([]);
    expect(formsOf('  \n\t ')).toEqual([]);
    expect(formsOf('constructor toString')).toEqual(['constructor', 'tostring']);
  });

  test('reads what would keep wink-nlp busy for minutes', () => {
    // 28,000 characters of this without a space took wink-nlp alone 538 seconds.
    for (const run of ['http://', '-', "'", '#a', 'a@', '(']) {
      expect(readText(run.repeat(30_000 / run.length)).tokens).toHaveLength(1);
    }
    const words = readText('I am not safe here. '.repeat(1500)).tokens;
    expect(words).toHaveLength(1500 * 6);
    expect(words.at(-1)?.end).toBe(1500 * 20 - 1);
  });
});
