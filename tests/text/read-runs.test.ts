import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRuns } from '../../src/text/read-runs.js';
import { winkTokens } from '../../src/text/wink-tokens.js';

const runs = fc.constantFrom(
  ...['They', 'left', 'The', 'felt', 'safe', "don't", 'dont,', 'cant', 'well-being', '£412', '50'],
  ...[
    'good.',
    'why?',
    'no!',
    'wait...',
    'Mr.',
    'e.g.',
    'a.m.',
    'etc.,',
    'end.)',
    '"Stop."',
    '(so',
    '.',
  ],
  ...[
    'care.The',
    ', ',
    '-',
    '–',
    '’',
    '”',
    ')',
    '😀',
    ':-)',
    'ok!!',
    '?!',
    '__proto__',
    'constructor',
  ],
);
const texts = fc
  .array(fc.tuple(runs, fc.constantFrom(' ', ' ', ' ', '  ', '\n', ' \n ')), { maxLength: 15 })
  .map((parts) => parts.flat().join(''))
  .filter((text) => !text.includes('\n\n'));

/** What wink-nlp makes of the whole text. */
function whole(text: string) {
  let sentence = 0;
  return winkTokens(text).flatMap(({ start, end, word, isBreak, opens }) => {
    if (opens || isBreak) sentence += 1;
    return start < 0 || isBreak ? [] : [{ start, end, word, sentence }];
  });
}

describe('reading a text by its runs', () => {
  test('gives the tokens and sentences of the whole, or leaves it to the whole', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tokens = readRuns(text);
        if (tokens) expect(tokens).toEqual(whole(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('reads what people commonly write', () => {
    const text = "I don't feel safe here. My worker left!\nNobody told me why";
    expect(readRuns(text)).toEqual(whole(text));
    expect(
      readRuns(text)
        ?.map(({ sentence }) => sentence)
        .join(''),
    ).toBe('000000011112222');
  });

  test.each(['She said “no.” Then left.', 'Mr. Smith came', 'It was at 5 p.m. sharp', 'Why?)'])(
    'leaves to the whole where a sentence ends: %s',
    (text) => expect(readRuns(text)).toBeUndefined(),
  );
});
